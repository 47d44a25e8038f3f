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
  const evicted: Objects = (() => {
    const objects = fixture('crash-loop');
    const [pod] = objects.pods ?? [];
    const status = {
      phase: 'Failed',
      reason: 'Evicted',
      message: 'The node was low on resource: memory. ',
      startTime: '2026-11-22T03:00:00Z',
    };
    return { ...objects, pods: [{ ...pod, status }] };
  })();

  it('tells why it had to go', () => {
    expect(findEvictions(around(evicted))).toMatchObject([
      {
        since: '2026-11-22T03:00:00Z',
        facts: {
          kind: 'evicted',
          said: 'The node was low on resource: memory.',
        },
      },
    ]);
  });

  it('tells nothing once others have taken its place', () => {
    const [deployment] = evicted.deployments ?? [];
    const status = { ...deployment.status, availableReplicas: 1 };
    const deployments = [{ ...deployment, status }];
    expect(findEvictions(around({ ...evicted, deployments }))).toEqual([]);
  });
});
