import type { Restoration } from '@pilothouse/plugin-platform-common';
import {
  customKindName,
  type CustomObject,
  type CustomReader,
  type MiddlewareItem,
  type MiddlewareRestore,
} from '@pilothouse/plugin-platform-node';
import type { Site } from '../view';
import { knownOf } from './view';

/** What an instance was restored from; undefined where it was not. */
export function restorationView(
  item: MiddlewareItem,
  instance: CustomObject,
  { cluster, custom }: Site,
): Restoration | undefined {
  const { backups } = item;
  const name = backups?.restore && originOf(backups.restore, instance, custom);
  if (!backups || !name) return undefined;
  const namespace = instance.metadata?.namespace ?? '';
  const found = custom.get(customKindName(backups.kind), { namespace, name });
  const origin = found && backups.instanceOf(found);
  const { finishedAt } = found ? backups.backupOf(found) : {};
  const named = { metadata: { namespace, name: origin ?? '' } };
  const before =
    origin === undefined
      ? undefined
      : custom.get(customKindName(item.kind), { namespace, name: origin });
  const from = origin === undefined ? undefined : before ?? named;
  return {
    backup: name,
    finishedAt,
    ...(origin !== undefined && {
      of: { item: item.name, cluster: cluster.name, namespace, name: origin },
    }),
    exists: before !== undefined,
    endpoints: swaps(from, instance, of =>
      item.endpointsOf(of).map(({ title, to }) => ({
        title,
        is:
          'host' in to
            ? addressOf(to.host, to.port)
            : addressOf(`${to.service}.${namespace}.svc`, to.port),
      })),
    ),
    secrets: swaps(from, instance, of =>
      item.credentialsOf(of).map(({ title, secret }) => ({
        title,
        is: secret,
      })),
    ),
  };
}

/** Name of the backup of an instance: by itself, or by what was restored into it. */
function originOf(
  restore: MiddlewareRestore,
  instance: CustomObject,
  custom: CustomReader,
): string | undefined {
  const { also } = restore;
  if (!also) return restore.originOf(instance);
  const [newest] = [...(knownOf(also.kind, also, instance, custom) ?? [])].sort(
    (one, other) => madeAt(other).localeCompare(madeAt(one)),
  );
  return newest && also.backupOf(newest);
}

function madeAt({ metadata }: CustomObject): string {
  return metadata?.creationTimestamp ?? '';
}

function addressOf(host: string, port: number | undefined): string {
  return port === undefined ? host : `${host}:${port}`;
}

interface Part {
  readonly title: Restoration['secrets'][number]['title'];
  readonly is: string;
}

/** What has the same title in both, and is not the same. */
function swaps(
  from: CustomObject | undefined,
  to: CustomObject,
  partsOf: (object: CustomObject) => readonly Part[],
): Restoration['secrets'] {
  const before = from ? partsOf(from) : [];
  return partsOf(to).flatMap(({ title, is }) => {
    const other = before.find(each => each.title.en === title.en);
    return other && other.is !== is ? [{ title, from: other.is, to: is }] : [];
  });
}
