import type {
  Cluster,
  PlacementDetail,
  PodRow,
  ServiceDeployments,
} from '@pilothouse/plugin-platform-common';

const at = '2031-04-01T08:00:00Z';

/** A pod with these containers. */
export const pod = (name: string, ...containers: string[]): PodRow => ({
  name,
  uid: name,
  status: 'healthy',
  phase: 'Running',
  ready: true,
  readyContainers: containers.length,
  containers,
  restarts: 0,
  createdAt: at,
});

/** A workload with these pods. */
export function placement(id: string, ...pods: PodRow[]): PlacementDetail {
  return {
    id,
    ref: { cluster: 'east', namespace: id, kind: 'Deployment', name: 'web' },
    uid: id,
    status: 'healthy',
    since: at,
    causes: [],
    replicas: { desired: 1, current: 1, updated: 1, ready: 1, available: 1 },
    rollout: { kind: 'complete' },
    revisions: [],
    pods,
    conditions: [],
    events: [],
    addresses: [],
    owners: [],
  };
}

/** What runs of a service. */
export const service = (
  placements: readonly PlacementDetail[],
  clusters: Cluster[] = [],
): ServiceDeployments => ({
  clusters,
  placements: Object.fromEntries(placements.map(one => [one.id, one])),
});

/** A cluster that does not answer any more. */
export const silent: Cluster = {
  name: 'east',
  knowledge: { kind: 'stale', since: at, because: 'connect ECONNREFUSED' },
};
