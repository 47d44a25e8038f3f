import type { KindState, KubeKindName } from '@pilothouse/plugin-platform-node';
import type { Event } from 'kubernetes-types/core/v1';
import { scopeOfNamespaces } from '../../../kube/access/scope-of';
import { visibleKube } from '../../../kube/access/visible-kube';
import {
  around,
  aroundIn,
  clusterWith,
  fixture,
  judged,
  type Objects,
} from '../__testUtils__/scene';
import { findEvictions, findLostNodes } from './nodes';

const at = '2026-11-22T03:30:00Z';
const unread = (because: string): KindState => ({
  kind: 'stale',
  since: at,
  because,
});

describe('a node that is gone', () => {
  it('explains all of its pods', () => {
    expect(judged(fixture('node-gone'))).toEqual({
      status: 'failed',
      since: '2026-11-22T03:18:52Z',
      causes: [
        [
          'failed',
          1,
          {
            kind: 'node-gone',
            node: 'causes-ghost',
            said: 'Kubelet never posted node status.',
            pod: expect.any(String),
          },
        ],
      ],
    });
  });

  it('may be deleted', () => {
    const objects = {
      ...fixture('node-gone'),
      nodes: [{ metadata: { name: 'other' } }],
    };
    expect(findLostNodes(around(objects))).toMatchObject([
      { facts: { kind: 'node-gone', node: 'causes-ghost' } },
    ]);
  });

  it.each([
    ['stays so while the cluster is silent', 'no-answer', 1],
    ['is not guessed while nodes alone are old', 'in-part', 0],
  ] as const)('%s', (_, reason, count) => {
    const stale = { kind: 'stale', since: at, because: 'no answer' } as const;
    const objects = {
      ...fixture('node-gone'),
      nodes: [{ metadata: { name: 'other' } }],
    };
    const found = around(objects, undefined, cluster => {
      cluster.setKindState('nodes', stale);
      cluster.setKnowledge({ ...stale, reason });
    });
    expect(findLostNodes(found)).toHaveLength(count);
  });

  const catchingUp = { kind: 'stale', since: at, because: 'lost' } as const;
  it.each<[string, KubeKindName[], number]>([
    ['stays so while all is read anew', ['nodes', 'pods'], 1],
    ['is not guessed once pods are read and nodes are not', ['nodes'], 0],
    ['stays so once nodes are read', ['pods'], 1],
  ])('%s', (_, lost, count) => {
    const objects = {
      ...fixture('node-gone'),
      nodes: [{ metadata: { name: 'other' } }],
    };
    const found = around(objects, undefined, cluster => {
      for (const kind of lost) {
        cluster.setKindState(kind, { ...catchingUp, byLoss: true });
      }
      cluster.setKnowledge({ ...catchingUp, reason: 'catching-up' });
    });
    expect(findLostNodes(found)).toHaveLength(count);
  });

  it.each<[string, string, KindState, number]>([
    ['stays so of a pod', '2026-11-22T03:00:00Z', unread('failed'), 1],
    ['is not guessed of a pod', '2026-11-22T03:29:00Z', unread('failed'), 0],
    [
      'is not guessed, where nodes were never read, of a pod',
      '2026-11-22T03:00:00Z',
      { kind: 'pending', because: 'failed' },
      0,
    ],
  ])(
    '%s that came there at %s while nodes alone cannot be read',
    (_, lastTransitionTime, state, count) => {
      const { pods = [], ...others } = fixture('node-gone');
      const condition = { type: 'PodScheduled', status: 'True' };
      const conditions = [{ ...condition, lastTransitionTime }];
      const found = around(
        {
          ...others,
          pods: pods.map(pod => ({
            ...pod,
            status: { ...pod.status, conditions },
          })),
          nodes: [{ metadata: { name: 'other' } }],
        },
        undefined,
        cluster => cluster.setKindState('nodes', state),
      );
      expect(findLostNodes(found)).toHaveLength(count);
    },
  );

  it('is told to members of the team, who may not list nodes', () => {
    const { kube, cluster } = clusterWith(fixture('node-gone'), {
      nodes: [{ metadata: { name: 'other' } }],
    });
    cluster.remove('nodes', { name: 'causes-ghost' });
    const namespaces = cluster.namespacesWith('pods');
    const scope = scopeOfNamespaces(
      new Map([[cluster.name, namespaces]]),
      new Map(),
    );
    const visible = visibleKube(kube, scope).cluster(cluster.name)!;
    expect(visible.list('nodes')).toEqual([]);
    expect(findLostNodes(aroundIn(visible))).toMatchObject([
      { facts: { kind: 'node-gone', node: 'causes-ghost' } },
    ]);
  });

  it('is not guessed where nodes are not known', () => {
    expect(
      findLostNodes(around({ ...fixture('node-gone'), nodes: [] })),
    ).toEqual([]);
  });
});

describe('an evicted pod', () => {
  const startTime = '2026-11-22T03:00:00Z';
  const evictedBy = (told: object, events: Event[] = []): Objects => {
    const objects = fixture('crash-loop');
    const [pod] = objects.pods ?? [];
    const status = {
      ...{ phase: 'Failed', reason: 'Evicted', startTime },
      message: 'The node was low on resource: memory. ',
      ...told,
    };
    const about = { uid: pod.metadata?.uid };
    return {
      ...objects,
      pods: [{ ...pod, status }],
      events: events.map(event => ({ ...event, involvedObject: about })),
    };
  };
  const evicted = evictedBy({});

  it('tells why it had to go', () => {
    expect(findEvictions(around(evicted))).toMatchObject([
      {
        facts: {
          kind: 'evicted',
          said: 'The node was low on resource: memory.',
        },
      },
    ]);
  });

  const condition = {
    type: 'DisruptionTarget',
    status: 'True',
    lastTransitionTime: '2026-11-22T03:20:00Z',
  };
  const event: Event = {
    metadata: { namespace: 'lab', name: 'evicted' },
    involvedObject: {},
    reason: 'Evicted',
    lastTimestamp: '2026-11-22T03:25:00Z',
  };
  it.each<[string, Objects, string | undefined]>([
    [
      'its condition',
      evictedBy({ conditions: [condition] }, [event]),
      '2026-11-22T03:20:00Z',
    ],
    ['its event', evictedBy({}, [event]), '2026-11-22T03:25:00Z'],
    ['nothing, where it ran before', evicted, undefined],
    [
      'its beginning, where it was not let in',
      evictedBy({ reason: 'UnexpectedAdmissionError' }),
      startTime,
    ],
  ])('is dated by %s', (_, objects, since) => {
    const found = findEvictions(around(objects));
    expect(found.map(one => one.since)).toEqual([since]);
  });

  it('is dated by what is missing now, where it is long past', () => {
    const objects = evictedBy({ conditions: [condition] });
    const [old] = objects.pods ?? [];
    const [pod] = fixture('crash-loop').pods ?? [];
    const unready = { type: 'Ready', status: 'False' };
    const lastTransitionTime = '2026-11-22T05:00:00Z';
    const next = {
      ...{ metadata: { ...pod.metadata, name: 'next', uid: 'next' } },
      ...{ spec: pod.spec },
      status: {
        phase: 'Running',
        conditions: [{ ...unready, lastTransitionTime }],
      },
    };
    const found = findEvictions(around({ ...objects, pods: [old, next] }));
    expect(found.map(one => one.since)).toEqual([lastTransitionTime]);
  });

  it('tells nothing once others have taken its place', () => {
    const [deployment] = evicted.deployments ?? [];
    const status = { ...deployment.status, availableReplicas: 1 };
    const deployments = [{ ...deployment, status }];
    expect(findEvictions(around({ ...evicted, deployments }))).toEqual([]);
  });
});
