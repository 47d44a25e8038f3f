import type { FieldOwner } from '@pilothouse/plugin-platform-common';
import type { ManagedFieldsEntry } from 'kubernetes-types/meta/v1';
import { after, latest, notBefore } from './moments';
import type { Workload } from './workload';

type Fields = { readonly [name: string]: Fields | undefined };

const REPLICAS = ['f:spec', 'f:replicas'];
const TEMPLATE = ['f:spec', 'f:template'];
const CONTAINERS = [...TEMPLATE, 'f:spec', 'f:containers'];

/** An autoscaler scales by the same API as people, which is no news. */
const AUTOSCALER = 'kube-controller-manager';

/** Who set the replicas and the images last, by server-side field management. */
export function ownersOf({ metadata }: Workload): FieldOwner[] {
  const entries = metadata.managedFields ?? [];
  return [
    ...ownerOf('replicas', entries, fields => at(fields, REPLICAS)),
    ...ownerOf('image', entries, fields =>
      Object.values(at(fields, CONTAINERS) ?? {}).find(one => one?.['f:image']),
    ),
  ];
}

/**
 * When somebody set the template or the replicas last, which includes rolling back and
 * scaling; unknown where the cluster keeps no book of it.
 */
export function setAt(workload: Workload): string | undefined {
  return latest(settingsOf(workload).map(({ at: time }) => time));
}

/** That somebody set the template or the replicas. */
export interface Setting {
  readonly at: string | undefined;
  readonly template: boolean;
  readonly replicas: boolean;
  /** Labels or annotations of the workload itself, whose pods know nothing of it. */
  readonly metadata: boolean;
}

/** What each of those who manage a workload set at last, and when; not what autoscalers do. */
export function settingsOf({ metadata }: Workload): Setting[] {
  return (metadata.managedFields ?? [])
    .filter(
      ({ manager, subresource }) =>
        subresource !== 'status' && manager !== AUTOSCALER,
    )
    .map(({ time, fieldsV1 = {} }) => {
      const fields = fieldsV1 as Fields;
      return {
        at: time,
        template: at(fields, TEMPLATE) !== undefined,
        replicas: at(fields, REPLICAS) !== undefined,
        metadata: at(fields, ['f:metadata']) !== undefined,
      };
    })
    .filter(({ template, replicas }) => template || replicas);
}

/**
 * When somebody scaled a workload to zero of whom no book is kept: the scale API leaves the
 * field without an owner then, and only that its controller saw it afterwards is told. What
 * the controller wrote soon after a setting that is told belongs to that one.
 *
 * @param withinSeconds - how long it may take a controller to see what was set
 */
export function unownedZeroAt(
  { metadata, object }: Workload,
  withinSeconds: number,
): string | undefined {
  const entries = metadata.managedFields ?? [];
  const isScaledToZero =
    'replicas' in (object.spec ?? {}) && !isAnyWanted(object);
  if (!isScaledToZero || entries.some(isOfReplicas)) return undefined;
  const seen = latest(
    entries
      .filter(({ subresource }) => subresource === 'status')
      .map(({ time }) => time),
  );
  const isOfSetting = entries.some(
    ({ subresource, time }) =>
      subresource !== 'status' &&
      time !== undefined &&
      seen !== undefined &&
      notBefore(seen, time) &&
      notBefore(after(time, withinSeconds), seen),
  );
  return isOfSetting ? undefined : seen;
}

function isAnyWanted({ spec }: Workload['object']): boolean {
  return spec !== undefined && 'replicas' in spec && spec.replicas !== 0;
}

function isOfReplicas({ subresource, fieldsV1 = {} }: ManagedFieldsEntry) {
  const replicas = at(fieldsV1 as Fields, REPLICAS);
  return subresource !== 'status' && replicas !== undefined;
}

function at(fields: Fields, path: readonly string[]): Fields | undefined {
  return path.reduce<Fields | undefined>((one, name) => one?.[name], fields);
}

function ownerOf(
  field: FieldOwner['field'],
  entries: readonly ManagedFieldsEntry[],
  find: (fields: Fields) => Fields | undefined,
): FieldOwner[] {
  return entries
    .filter(({ subresource }) => subresource !== 'status')
    .filter(({ fieldsV1 }) => fieldsV1 && find(fieldsV1 as Fields))
    .map(({ manager = '', time }) => ({ field, manager, at: time }))
    .sort((one, other) => Date.parse(other.at ?? '') - Date.parse(one.at ?? ''))
    .slice(0, 1);
}
