import { InputError, NotFoundError } from '@backstage/errors';
import type {
  BackupRequest,
  InstanceRef,
  OrderRequest,
} from '@pilothouse/plugin-platform-common';
import {
  customKindName,
  type CustomObject,
  type MiddlewareBackups,
  type MiddlewareItem,
  type MiddlewareKind,
} from '@pilothouse/plugin-platform-node';
import { noSuchInstance } from '../deletion';
import { siteOf } from '../instance';
import type { Writing } from '../InstanceWriter';
import { servedOf } from '../offers';
import { instanceAt, type MarketplaceContext } from '../view';
import { noSuchSchedule } from './entries';
import { restoringForm } from './restoring';

/**
 * What has to be written for a backup, or a schedule of them.
 *
 * @throws NotFoundError for an instance that there is not, or that has no such thing
 * @throws InputError for one that lacks what it takes
 */
export function backupWriting(
  wanted: BackupRequest,
  context: MarketplaceContext,
) {
  const { ref, name, schedule } = wanted;
  const { item, site } = siteOf(ref, context);
  const { backups } = item;
  const object = instanceAt(item, site.custom, ref);
  if (!object) throw new NotFoundError(noSuchInstance(ref));
  const kind = kindOf(item, schedule !== undefined);
  if (backups) assertCanBackUp(ref, backups, object);
  if (schedule?.changes) scheduleOf(ref, name, { item, site });
  const writing: Writing = {
    item: { kind },
    version: versionOf(kind, ref, site.custom),
    // A schedule ends with its instance; a backup does not.
    ...(schedule && { owner: ownerOf(object, item, site.custom) }),
  };
  return {
    writing,
    request: {
      ...ref,
      name,
      values: specFor(wanted, item, object),
      changes: schedule?.changes,
    },
  };
}

/** @throws InputError for an instance that lacks what it takes */
export function assertCanBackUp(
  { name }: InstanceRef,
  { lackOf }: MiddlewareBackups,
  object: CustomObject,
): void {
  const lack = lackOf(object);
  if (lack) throw new InputError(`${name} cannot be backed up: ${lack.en}`);
}

/**
 * What has to be written beside a new instance for it to be restored from a backup;
 * undefined where it names the backup itself, or is no restored one.
 *
 * @throws NotFoundError for a backup that there is not, or that may not be seen
 * @throws ConflictError for one that is not good
 */
export function restorationWriting(
  { restores, changes, ...order }: OrderRequest,
  context: MarketplaceContext,
): { request: OrderRequest; writing: Writing } | undefined {
  if (restores === undefined || changes) return undefined;
  const { item, site } = siteOf(order, context);
  const { namespace, name } = order;
  const also = item.backups?.restore?.also;
  if (!also) return undefined;
  restoringForm(item, site, { namespace, backup: restores });
  return {
    request: {
      item: order.item,
      cluster: order.cluster,
      namespace,
      name,
      values: also.specOf(name, restores),
    },
    writing: {
      item: { kind: also.kind },
      version: versionOf(also.kind, order, site.custom),
    },
  };
}

/** Where a schedule of an instance is. @throws NotFoundError where there can be none */
export function scheduleWriting(
  ref: InstanceRef,
  name: string,
  context: MarketplaceContext,
): { ref: InstanceRef; writing: Writing } {
  const { item, site } = siteOf(ref, context);
  const kind = scheduleOf(ref, name, { item, site });
  const version = versionOf(kind, ref, site.custom);
  return { ref: { ...ref, name }, writing: { item: { kind }, version } };
}

/** The kind of a schedule of an instance. @throws NotFoundError where it has none of the name */
function scheduleOf(
  ref: InstanceRef,
  name: string,
  { item, site }: Pick<ReturnType<typeof siteOf>, 'item' | 'site'>,
): MiddlewareKind {
  const kind = kindOf(item, true);
  const { namespace } = ref;
  const found = site.custom.get(customKindName(kind), { namespace, name });
  if (!found || item.backups?.schedules?.instanceOf(found) !== ref.name) {
    throw noSuchSchedule(ref, name);
  }
  return kind;
}

/** The kind of a backup, or of a schedule. @throws NotFoundError where there is none */
export function kindOf(
  { backups, title }: MiddlewareItem,
  scheduled: boolean,
): MiddlewareKind {
  const kind = scheduled ? backups?.schedules?.kind : backups?.kind;
  if (kind) return kind;
  throw new NotFoundError(
    `The portal knows of no ${
      scheduled ? 'schedules of backups' : 'backups'
    } of ${title}`,
  );
}

function specFor(
  { schedule }: BackupRequest,
  { backups }: MiddlewareItem,
  object: CustomObject,
) {
  return (
    (schedule
      ? backups?.schedules?.specOf(object, schedule)
      : backups?.specOf(object)) ?? {}
  );
}

type Custom = ReturnType<typeof siteOf>['site']['custom'];

/** The version in which a cluster serves a kind. @throws NotFoundError where it does not */
export function versionOf(
  kind: MiddlewareKind,
  { cluster }: Pick<InstanceRef, 'cluster'>,
  custom: Custom,
): string {
  const served = servedOf(kind, custom);
  if (served.kind === 'served') return served.version;
  throw new NotFoundError(
    `The cluster ${cluster} has no ${kind.kind} that the portal knows`,
  );
}

function ownerOf(
  object: CustomObject,
  item: MiddlewareItem,
  custom: Custom,
): Writing['owner'] {
  const served = servedOf(item.kind, custom);
  return served.kind === 'served'
    ? ownerBy(object, { item, version: served.version })
    : undefined;
}

/** An object as the owner of others, which go with it. */
export function ownerBy(
  { metadata }: CustomObject,
  { item: { kind }, version }: Writing,
): Writing['owner'] {
  const { name, uid } = metadata ?? {};
  if (!name || !uid) return undefined;
  const apiVersion = `${kind.group}/${version}`;
  return { apiVersion, kind: kind.kind, name, uid };
}
