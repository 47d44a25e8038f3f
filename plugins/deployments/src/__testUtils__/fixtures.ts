import type {
  Ability,
  Cluster,
  PlacementDetail,
  PodRow,
  Revision,
  ServiceDeployments,
} from '@pilothouse/plugin-platform-common';

/** A moment so many minutes ago. */
export function ago(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString();
}

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** A revision of the service. */
export function revision(
  number: number,
  more: Partial<Revision> = {},
): Revision {
  return {
    revision: number,
    name: `payments-${number}`,
    current: false,
    createdAt: ago(60 * (10 - number)),
    version: `2.0.${number}`,
    images: [
      { container: 'app', image: `shop/payments:2.0.${number}`, digest },
    ],
    desired: 0,
    ready: 0,
    ...more,
  };
}

/** A pod of the service. */
export function pod(name: string, more: Partial<PodRow> = {}): PodRow {
  return {
    name,
    uid: `uid-${name}`,
    status: 'healthy',
    phase: 'Running',
    ready: true,
    readyContainers: 1,
    containers: ['app'],
    restarts: 0,
    node: 'a1',
    createdAt: ago(90),
    ...more,
  };
}

/** A healthy placement, with what differs. */
export function placement(
  environment: string,
  cluster: string,
  more: Partial<PlacementDetail> = {},
): PlacementDetail {
  const namespace = `shop-${environment}`;
  return {
    id: `${cluster}/${namespace}/Deployment/payments`,
    ref: { cluster, namespace, kind: 'Deployment', name: 'payments' },
    uid: `uid-${cluster}-${environment}`,
    environment,
    status: 'healthy',
    since: ago(60 * 26),
    causes: [],
    version: '2.0.4',
    replicas: { desired: 2, current: 2, updated: 2, ready: 2, available: 2 },
    rollout: { kind: 'complete' },
    revisions: [revision(4, { current: true, desired: 2, ready: 2 })],
    pods: [pod('payments-4-aaa'), pod('payments-4-bbb')],
    conditions: [],
    events: [],
    addresses: [],
    owners: [],
    ...more,
  };
}

/** A placement whose rollout is killed for memory, with all that there can be around it. */
export function failing(
  environment = 'prod',
  cluster = 'east',
): PlacementDetail {
  return placement(environment, cluster, {
    status: 'failed',
    since: ago(12),
    version: '2.0.3',
    causes: [
      {
        severity: 'failed',
        since: ago(12),
        pods: 1,
        facts: {
          kind: 'out-of-memory',
          pod: 'payments-3-x2k',
          container: 'app',
          limitBytes: 268_435_456,
          restarts: 5,
        },
        raw: 'Last state: Terminated, reason OOMKilled, exit code 137',
      },
    ],
    replicas: { desired: 4, current: 4, updated: 1, ready: 3, available: 3 },
    rollout: {
      kind: 'progressing',
      deadlineAt: new Date(Date.now() + 150_000).toISOString(),
    },
    revisions: [
      revision(3, { current: true, desired: 1, changeCause: 'CI run 42' }),
      revision(2, { desired: 3, ready: 3 }),
      revision(1),
    ],
    pods: [
      pod('payments-3-x2k', {
        status: 'failed',
        phase: 'CrashLoopBackOff',
        ready: false,
        readyContainers: 0,
        restarts: 5,
        lastRestartAt: ago(2),
        node: 'a3',
        createdAt: ago(12),
        lastExit: {
          container: 'app',
          reason: 'OOMKilled',
          exitCode: 137,
          signal: 9,
          at: ago(2),
        },
      }),
      pod('payments-2-p9q', { createdAt: ago(60 * 72) }),
    ],
    conditions: [
      {
        type: 'Available',
        status: 'True',
        reason: 'MinimumReplicasAvailable',
        since: ago(600),
      },
    ],
    events: [
      {
        id: 'e1',
        type: 'Warning',
        reason: 'BackOff',
        message: 'Back-off restarting failed container app',
        about: 'Pod/payments-3-x2k',
        count: 12,
        at: ago(1),
      },
      {
        id: 'e2',
        type: 'Normal',
        reason: 'ScalingReplicaSet',
        message: 'Scaled up replica set payments-3 to 1',
        about: 'Deployment/payments',
        count: 1,
        at: ago(12),
      },
    ],
    autoscaler: {
      name: 'payments',
      min: 2,
      max: 6,
      current: 4,
      desired: 4,
      paused: false,
      metrics: [{ name: 'cpu', current: '41 %', target: '70 %' }],
    },
    budget: { name: 'payments', rule: 'minAvailable 1', allowedDisruptions: 2 },
    addresses: [
      { kind: 'ingress', name: 'payments', address: 'https://pay.example.com' },
      {
        kind: 'service',
        name: 'payments',
        address: 'payments.shop-prod.svc:8080',
      },
    ],
    owners: [
      { field: 'replicas', manager: 'pilothouse', at: ago(300) },
      { field: 'image', manager: 'helm', at: ago(12) },
    ],
    managedBy: 'helm',
  });
}

/** A cluster that is heard. */
export function live(name: string): Cluster {
  return { name, knowledge: { kind: 'live', syncedAt: ago(0) } };
}

/** A cluster that has gone silent. */
export function stale(name: string): Cluster {
  return {
    name,
    knowledge: {
      kind: 'stale',
      since: ago(3),
      because: 'connect ECONNREFUSED 10.0.0.2:6443',
    },
  };
}

/** What runs of a service. */
export function deploymentsOf(
  clusters: Cluster[],
  ...placements: PlacementDetail[]
): ServiceDeployments {
  return {
    clusters,
    placements: Object.fromEntries(placements.map(one => [one.id, one])),
  };
}

const yes: Ability = { allowed: true };

/** A person who may do everything. */
export const mayAll = {
  scale: yes,
  restart: yes,
  deletePod: yes,
  rollBack: yes,
};
