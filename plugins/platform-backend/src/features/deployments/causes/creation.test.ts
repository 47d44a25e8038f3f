import type { SilenceReason } from '@pilothouse/plugin-platform-common';
import type { ResourceQuota, Event } from 'kubernetes-types/core/v1';
import type { KindState, KubeKindName } from '@pilothouse/plugin-platform-node';
import { around, fixture, judged } from '../__testUtils__/scene';
import { findRefusals, refusalIn } from './creation';

const quotaOf = (
  hard: Record<string, string>,
  used: Record<string, string>,
): ResourceQuota => ({
  metadata: { name: 'team', namespace: 'lab' },
  status: { hard, used },
});

const at = '2026-11-22T03:30:00Z';

const deadline = [
  expect.any(String),
  expect.any(Number),
  { kind: 'deadline-exceeded', deadlineSeconds: 60 },
];

describe('a pod that may not come into being', () => {
  it.each([
    [
      'quota-exceeded',
      'degraded',
      {
        kind: 'quota-exceeded',
        quota: 'team',
        resources: [
          {
            resource: 'limits.memory',
            requested: '100Mi',
            used: '100Mi',
            limited: '128Mi',
          },
          {
            resource: 'requests.cpu',
            requested: '80m',
            used: '80m',
            limited: '100m',
          },
        ],
      },
    ],
    [
      'quota-unspecified',
      'failed',
      {
        kind: 'quota-exceeded',
        quota: 'team',
        unspecified: true,
        resources: [{ resource: 'requests.cpu' }],
      },
    ],
    [
      'limit-range',
      'failed',
      {
        kind: 'limit-range',
        broken: [
          {
            bound: 'max',
            resource: 'memory',
            per: 'Container',
            limited: '1Gi',
            part: 'limit',
            asked: '2Gi',
          },
        ],
      },
    ],
    [
      'pod-security',
      'failed',
      {
        kind: 'admission-refused',
        policy: 'PodSecurity "restricted:latest"',
        said: expect.stringContaining('allowPrivilegeEscalation != false'),
      },
    ],
    [
      'admission-policy',
      'failed',
      {
        kind: 'admission-refused',
        policy: 'causes-vap',
        said: 'pods must carry the label team',
      },
    ],
    [
      'no-service-account',
      'failed',
      { kind: 'missing-object', object: 'ServiceAccount', name: 'gone' },
    ],
  ])('%s', (name, status, facts) => {
    const found = judged(fixture(name));
    expect(found.status).toBe(status);
    expect(found.causes).toEqual([[status, 1, facts], deadline]);
  });

  it.each([
    [
      'admission webhook "policy.example.com" denied the request: no latest tag',
      { webhook: 'policy.example.com', said: 'no latest tag' },
    ],
    [
      'Internal error occurred: failed calling webhook "policy.example.com": failed to call webhook: Post "https://p.svc:443/": dial tcp: refused',
      {
        webhook: 'policy.example.com',
        said: expect.stringContaining('dial tcp: refused'),
      },
    ],
    [
      'admission webhook "w" denied the request without explanation',
      {
        webhook: 'w',
        said: 'admission webhook "w" denied the request without explanation',
      },
    ],
  ])('%s', (message, facts) => {
    expect(refusalIn(message)).toEqual({ kind: 'admission-refused', ...facts });
  });

  it.each([
    [
      'pods "web-6f9c" is forbidden: no PriorityClass with name high was found',
      'PriorityClass',
      'high',
    ],
    [
      'pods "web-6f9c" is forbidden: pod rejected: RuntimeClass "gvisor" not found',
      'RuntimeClass',
      'gvisor',
    ],
  ])('%s', (message, object, name) => {
    expect(refusalIn(message)).toEqual({
      kind: 'missing-object',
      object,
      name,
    });
  });

  it.each<[string, ResourceQuota[], boolean | undefined]>([
    ['is gone', [], true],
    [
      'has room by now',
      [
        quotaOf(
          { 'limits.memory': '1Gi', 'requests.cpu': '1' },
          { 'limits.memory': '100Mi', 'requests.cpu': '80m' },
        ),
      ],
      true,
    ],
    [
      'has room of one thing only',
      [
        quotaOf(
          { 'limits.memory': '1Gi', 'requests.cpu': '100m' },
          { 'limits.memory': '100Mi', 'requests.cpu': '80m' },
        ),
      ],
      undefined,
    ],
  ])(
    'by a quota that %s, waits for Kubernetes',
    (_, resourcequotas, lifted) => {
      const objects = { ...fixture('quota-exceeded'), resourcequotas };
      const [{ facts, blocking }] = findRefusals(around(objects));
      expect({ lifted, ...facts }).toMatchObject({
        kind: 'quota-exceeded',
        quota: 'team',
        lifted,
      });
      expect(blocking).toBe(!lifted);
    },
  );

  const stale = { kind: 'stale', since: at, because: 'no answer' } as const;
  const lost = { ...stale, byLoss: true } as const;
  const forbidden = { kind: 'forbidden', because: 'no' } as const;
  type Kinds = Partial<Record<KubeKindName, KindState>>;
  it.each<[string, SilenceReason | 'live', Kinds, boolean | undefined]>([
    ['is silent', 'no-answer', { resourcequotas: stale }, true],
    ['has no news of quotas', 'in-part', { resourcequotas: stale }, undefined],
    [
      'is read anew',
      'catching-up',
      {
        ...{ resourcequotas: lost, deployments: lost },
        ...{ replicasets: lost, events: lost },
      },
      true,
    ],
    [
      'is read anew, but for workloads',
      'catching-up',
      { resourcequotas: lost, events: lost },
      undefined,
    ],
    ['tells of no quota', 'live', { resourcequotas: forbidden }, undefined],
  ])(
    'by a quota with room, where the cluster %s',
    (_, reason, kinds, lifted) => {
      const room = quotaOf({ 'limits.memory': '1Gi', 'requests.cpu': '1' }, {});
      const objects = { ...fixture('quota-exceeded'), resourcequotas: [room] };
      const [{ facts, blocking }] = findRefusals(
        around(objects, undefined, cluster => {
          for (const [kind, state] of Object.entries(kinds)) {
            cluster.setKindState(kind as KubeKindName, state);
          }
          if (reason !== 'live') cluster.setKnowledge({ ...stale, reason });
        }),
      );
      expect({ lifted: undefined, ...facts }).toMatchObject({ lifted });
      expect(blocking).toBe(!lifted);
    },
  );

  it('by a quota that cannot be seen, is told as it was', () => {
    const objects = { ...fixture('quota-exceeded'), resourcequotas: [] };
    const [{ facts }] = findRefusals(
      around(objects, undefined, cluster =>
        cluster.setKindState('resourcequotas', {
          kind: 'forbidden',
          because: 'no',
        }),
      ),
    );
    expect(facts).not.toHaveProperty('lifted');
  });

  it('for a claim of a volume out of bounds, is told with the bound', () => {
    expect(
      refusalIn(
        'create Claim data-db-1 for Pod db-1 in StatefulSet db failed error: persistentvolumeclaims "data-db-1" is forbidden: maximum storage usage per PersistentVolumeClaim is 1Gi, but request is 2Gi',
      ),
    ).toEqual({
      kind: 'limit-range',
      broken: [
        {
          bound: 'max',
          resource: 'storage',
          per: 'PersistentVolumeClaim',
          limited: '1Gi',
          part: 'request',
          asked: '2Gi',
        },
      ],
    });
  });

  it('is told of StatefulSets by events, as long as replicas are missing', () => {
    const objects = fixture('statefulset');
    const [set] = objects.statefulsets ?? [];
    const message =
      'create Pod db-1 in StatefulSet db failed error: pods "db-1" is forbidden: exceeded quota: team, requested: pods=1, used: pods=3, limited: pods=3';
    const event = {
      metadata: { namespace: 'lab', name: 'refused' },
      involvedObject: {
        kind: 'StatefulSet',
        name: 'db',
        uid: set.metadata?.uid,
      },
      type: 'Warning',
      reason: 'FailedCreate',
      message,
      firstTimestamp: '2026-11-22T03:00:00Z',
      lastTimestamp: '2026-11-22T03:15:00Z',
    };
    const short = {
      ...set,
      status: { ...set.status, replicas: 1, observedGeneration: 2 },
    };
    const quota = quotaOf({ pods: '3' }, { pods: '3' });
    const told = (statefulset: typeof set, later: object[] = []) =>
      findRefusals(
        around({
          ...objects,
          statefulsets: [statefulset],
          events: [event, ...later] as Event[],
          resourcequotas: [quota],
        }),
      );
    const made = (lastTimestamp: string) => ({
      ...event,
      metadata: { namespace: 'lab', name: 'made' },
      reason: 'SuccessfulCreate',
      lastTimestamp,
    });
    expect(told(set)).toEqual([]);
    expect(told(short as typeof set, [made('2026-11-22T03:20:00Z')])).toEqual(
      [],
    );
    expect(
      told(short as typeof set, [made('2026-11-22T03:10:00Z')]),
    ).toMatchObject([{ since: '2026-11-22T03:10:00Z' }]);
    expect(told(short as typeof set)).toMatchObject([
      {
        since: '2026-11-22T03:00:00Z',
        pods: 1,
        facts: {
          kind: 'quota-exceeded',
          quota: 'team',
          resources: [{ resource: 'pods', used: '3' }],
        },
      },
    ]);
  });
});
