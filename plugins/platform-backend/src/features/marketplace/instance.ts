import { NotFoundError } from '@backstage/errors';
import type {
  InstanceAnswer,
  InstanceDetail,
  InstanceRef,
} from '@pilothouse/plugin-platform-common';
import {
  conditionsOf,
  momentOf,
  type CustomObject,
  type MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import type { PersistentVolumeClaim, Pod } from 'kubernetes-types/core/v1';
import { lastSeen, newestFirst, timesSeen } from '../deployments/moments';
import { backupsView } from './backups/view';
import { addressOf } from './binding/address';
import { restorationView } from './backups/restoration';
import { contentsView } from './contents/view';
import { credentialsOf } from './grants/view';
import { kindsOf, servedOf } from './offers';
import { rotationTold } from './rotation/rotation';
import { fieldsShown } from './shown';
import {
  instanceAt,
  instanceOf,
  isPending,
  itemAt,
  kindsSeen,
  marketClusterOf,
  sitesOf,
  type MarketplaceView,
  type Site,
} from './view';

const maxEvents = 50;

/**
 * One instance with all that is known of it. One that may not be seen is not there.
 *
 * @throws NotFoundError for an item or a cluster that there is not
 */
export const marketplaceInstance: MarketplaceView<
  InstanceRef,
  InstanceAnswer
> = (ref, context) => {
  const { item, site } = siteOf(ref, context);
  const object = instanceAt(item, site.custom, ref);
  return {
    cluster: marketClusterOf(site, kindsOf(item)),
    item: itemAt(item, [site]),
    pending: isPending(site, kindsSeen({ ...context, items: [item] })),
    ...(object && {
      instance: detailOf(item, object, site),
      backups: backupsView(item, object, site),
      contents: contentsView(item, object, site),
      restoration: restorationView(item, object, site),
    }),
  };
};

/**
 * The item and the cluster of an instance.
 *
 * @throws NotFoundError for one that there is not, or where the person sees nothing
 */
export function siteOf(
  { item: wanted, cluster }: Pick<InstanceRef, 'item' | 'cluster'>,
  context: Parameters<typeof marketplaceInstance>[1],
): { item: MiddlewareItem; site: Site } {
  const item = context.items.find(({ name }) => name === wanted);
  if (!item) throw new NotFoundError(`There is no item ${wanted}`);
  const site = sitesOf(context).find(each => each.cluster.name === cluster);
  if (!site) throw new NotFoundError(`There is no cluster ${cluster}`);
  return { item, site };
}

function detailOf(
  item: MiddlewareItem,
  object: CustomObject,
  site: Site,
): InstanceDetail {
  const { cluster, custom } = site;
  const { namespace = '', name = '', uid = '' } = object.metadata ?? {};
  const served = servedOf(item.kind, custom);
  const version = served.kind === 'served' ? served.version : '';
  const labels = item.labelsOf(name);
  const mine = { namespace, labels };
  const hasLabels = Object.keys(labels).length > 0;
  const pods = hasLabels ? cluster.list('pods', mine) : [];
  const claims = hasLabels ? cluster.list('persistentvolumeclaims', mine) : [];
  const open = item.openOf?.(object);
  const endpoints = endpointsOf(item, object, site);
  const address = addressOf({ item: item.name, name }, { open, endpoints });
  return {
    ...instanceOf(item, object, cluster),
    apiVersion: `${item.kind.group}/${version}`,
    kind: item.kind.kind,
    uid,
    wanted: fieldsShown(item, object),
    endpoints,
    credentials: credentialsAt(item, object, site),
    ...(item.grants && { grants: true }),
    ...(open && { open }),
    ...(address && { address }),
    conditions: conditionsOf(object),
    pods: pods.map(podRow).sort(byName),
    volumes: claims.map(volumeRow).sort(byName),
    events: eventsOf(
      [uid, ...pods.map(({ metadata }) => metadata?.uid ?? '')],
      namespace,
      site,
    ),
  };
}

function byName(one: { name: string }, other: { name: string }): number {
  return one.name.localeCompare(other.name, 'en', { numeric: true });
}

function endpointsOf(
  item: MiddlewareItem,
  object: CustomObject,
  { cluster }: Site,
): InstanceDetail['endpoints'] {
  const namespace = object.metadata?.namespace ?? '';
  return item.endpointsOf(object).map(({ title, to }) => {
    if ('host' in to) return { title, ...to };
    const service = cluster.get('services', { namespace, name: to.service });
    const unknown = cluster.kindState('services', namespace).kind !== 'live';
    return {
      title,
      host: `${to.service}.${namespace}.svc`,
      port: to.port,
      ...(!unknown && { exists: service !== undefined }),
    };
  });
}

function credentialsAt(
  item: MiddlewareItem,
  object: CustomObject,
  { cluster, custom }: Site,
): InstanceDetail['credentials'] {
  const namespace = object.metadata?.namespace ?? '';
  const known = cluster.kindState('secrets', namespace).kind === 'live';
  return credentialsOf(item, object, custom).map(
    ({ title, secret, keys, proposed, grant, rotation }) => {
      const held = cluster.get('secrets', { namespace, name: secret });
      return {
        title,
        secret,
        keys: [...keys],
        ...(proposed && { proposed: [...proposed] }),
        ...(known && { exists: held !== undefined }),
        ...(rotation && { rotation: rotationTold(rotation) }),
        ...(grant && { grant }),
      };
    },
  );
}

function podRow({
  metadata,
  spec,
  status,
}: Pod): InstanceDetail['pods'][number] {
  const conditions = status?.conditions ?? [];
  return {
    name: metadata?.name ?? '',
    phase: metadata?.deletionTimestamp ? 'Terminating' : status?.phase,
    ready: conditions.some(
      ({ type, status: is }) => type === 'Ready' && is === 'True',
    ),
    restarts: (status?.containerStatuses ?? []).reduce(
      (sum, { restartCount }) => sum + restartCount,
      0,
    ),
    node: spec?.nodeName,
    startedAt: momentOf(status?.startTime),
  };
}

function volumeRow({
  metadata,
  spec,
  status,
}: PersistentVolumeClaim): InstanceDetail['volumes'][number] {
  return {
    name: metadata?.name ?? '',
    phase: metadata?.deletionTimestamp ? 'Terminating' : status?.phase,
    requested: spec?.resources?.requests?.storage,
    capacity: status?.capacity?.storage,
    storageClass: spec?.storageClassName,
  };
}

function eventsOf(
  uids: readonly string[],
  namespace: string,
  { cluster }: Site,
): InstanceDetail['events'] {
  const events = uids
    .filter(uid => uid !== '')
    .flatMap(aboutUid => cluster.list('events', { namespace, aboutUid }));
  return newestFirst(events)
    .slice(0, maxEvents)
    .map(event => ({
      about: `${event.involvedObject.kind} ${event.involvedObject.name}`,
      type: event.type,
      reason: event.reason,
      message: event.message,
      count: Math.max(1, timesSeen(event)),
      at: momentOf(lastSeen(event)),
    }));
}
