import type { Action } from '../../middleware/operator/actions.ts';
import { largerClaims } from '../../middleware/operator/claims.ts';
import { isAsWanted } from '../../middleware/operator/stateful-set.ts';
import type {
  Observed,
  Parts,
} from '../../middleware/operator/stateful-operator.ts';
import type { Decision } from '../../middleware/operator/worker.ts';
import { REDIS_PORT } from '../../middleware/redis/redis-client.ts';
import { claimNames, masterService, services, statefulSet } from './desired.ts';
import {
  ROLE_LABEL,
  sizeOf,
  type RedisResource,
  type RedisStatus,
  type Setup,
} from './model.ts';
import type { Server, Servers } from './servers.ts';

const LOOK_AGAIN_MS = 10_000;
const UNSETTLED_MS = 1_000;

/** Makes servers replicas of another. */
export interface Follow {
  readonly kind: 'own-follow';
  readonly master: string;
  readonly pods: readonly string[];
}

type RedisObserved = Observed<RedisResource, Servers>;

/** What is to be done for a resource now, and what its status is to say. */
export function decideRedis(
  setup: Setup,
  observed: RedisObserved,
): Decision<Follow> {
  const { resource, image, seen, parts } = observed;
  // What runs needs no image, and is not to change while the image is made anew.
  if (image.kind !== 'ready' && parts.statefulSets.length === 0) {
    return { actions: [{ kind: 'fetch-image' }], status: {} };
  }
  const objects = [
    ...objectsToMake(setup, observed),
    ...growth(observed),
    ...(setup === 'replication' ? labels(observed) : []),
  ];
  if (setup === 'standalone') return { actions: objects, status: {} };
  const follow = replication(resource, seen);
  const settled = !follow && seen.length >= sizeOf(resource);
  return {
    actions: [...objects, ...(follow ? [follow] : [])],
    status: statusOf(observed),
    again: settled ? LOOK_AGAIN_MS : UNSETTLED_MS,
  };
}

/**
 * Claims go with a resource, unless it says that they are kept. Both kinds name theirs alike:
 * only those that carry the kind's label are its own.
 */
export function removals(
  resource: RedisResource,
  { claims }: Pick<Parts, 'claims'>,
) {
  const { storage } = resource.spec;
  if (!storage || storage.keepAfterDelete) return [];
  const names = claimNames(resource, sizeOf(resource));
  return claims.flatMap(({ metadata: { name = '' } = {} }) =>
    names.includes(name)
      ? [
          {
            kind: 'delete',
            path: path(resource, 'persistentvolumeclaims', name),
          } as const,
        ]
      : [],
  );
}

function path(
  { metadata }: RedisResource,
  collection: string,
  name = '',
): string {
  const group = collection === 'statefulsets' ? '/apis/apps/v1' : '/api/v1';
  const base = `${group}/namespaces/${metadata?.namespace}/${collection}`;
  return name ? `${base}/${name}` : base;
}

function objectsToMake(
  setup: Setup,
  { resource, parts }: RedisObserved,
): Action[] {
  const name = resource.metadata?.name;
  const stored = parts.statefulSets.find(
    ({ metadata }) => metadata?.name === name,
  );
  const wanted = statefulSet(resource, setup, stored);
  const known = parts.services.map(({ metadata }) => metadata?.name);
  return [
    ...(isAsWanted(stored, wanted)
      ? []
      : [
          {
            kind: 'apply',
            path: path(resource, 'statefulsets', name),
            object: wanted,
          } as const,
        ]),
    ...services(resource, setup)
      .filter(({ metadata }) => !known.includes(metadata?.name))
      .map(object => ({
        kind: 'create' as const,
        path: path(resource, 'services'),
        object,
      })),
  ];
}

function growth({ resource, parts }: RedisObserved): Action[] {
  const size =
    resource.spec.storage?.volumeClaimTemplate?.spec?.resources?.requests
      ?.storage;
  const own = claimNames(resource, sizeOf(resource));
  return largerClaims(
    parts.claims.filter(({ metadata }) => own.includes(metadata?.name ?? '')),
    size,
  );
}

/** Pods are told apart by a label, which the Services of master and replicas go by. */
function labels({ resource, parts, seen }: RedisObserved): Action[] {
  return seen.flatMap(({ pod, role }): Action[] => {
    const known = parts.pods.find(({ metadata }) => metadata?.name === pod);
    return known?.metadata?.labels?.[ROLE_LABEL] === role
      ? []
      : [
          {
            kind: 'patch',
            path: path(resource, 'pods', pod),
            body: { metadata: { labels: { [ROLE_LABEL]: role } } },
          },
        ];
  });
}

/** The master that has replicas; a server on its own is none yet. */
function realMaster(servers: Servers): Server | undefined {
  return servers.find(
    ({ role, replicas }) => role === 'master' && replicas > 0,
  );
}

/**
 * Who is to follow whom. The operator promotes no replica: while the master is gone there is
 * none, and one that comes back is the master again. A replica that was restarted follows
 * nobody either, so that no master is named before all servers are seen.
 */
function replication(
  resource: RedisResource,
  servers: Servers,
): Follow | undefined {
  const ordinal = ({ pod }: Server) => Number(pod.split('-').at(-1));
  const own = servers
    .filter(server => ordinal(server) < sizeOf(resource))
    .sort((a, b) => ordinal(a) - ordinal(b));
  const masters = own.filter(({ role }) => role === 'master');
  const replicas = own.filter(({ role }) => role === 'slave');
  const [first, ...others] = masters;
  if (!first) return undefined;
  const real = realMaster(masters);
  const whole = own.length >= sizeOf(resource);
  if (others.length === 0) {
    return !real && whole && replicas.length > 0
      ? following(first, replicas)
      : undefined;
  }
  // Which of several has the data is not known when replicas follow none of them.
  const master = real ?? (whole && replicas.length === 0 ? first : undefined);
  return master && following(master, masters);
}

function following(master: Server, servers: Servers): Follow {
  const pods = servers.map(({ pod }) => pod).filter(pod => pod !== master.pod);
  return { kind: 'own-follow', master: master.pod, pods };
}

function statusOf({ resource, parts, seen }: RedisObserved): RedisStatus {
  const { namespace } = resource.metadata ?? {};
  const service = masterService(resource);
  const isThere = parts.services.some(
    ({ metadata }) => metadata?.name === service,
  );
  const master = realMaster(seen);
  return {
    ...(master && { masterNode: master.pod }),
    ...(isThere && {
      connectionInfo: {
        host: `${service}.${namespace}.svc.cluster.local`,
        port: REDIS_PORT,
      },
    }),
  };
}
