import type { ServiceSpec } from 'kubernetes-types/core/v1';
import type { LabelSelector, ObjectMeta } from 'kubernetes-types/meta/v1';
import { around, fixture, judged, type Objects } from '../__testUtils__/scene';
import { findDeadServices, findServiceOverlaps } from './services';

const LABEL = 'app.kubernetes.io/name';

/** The same with both workloads being of one service, as a canary and its main are. */
function ofOneService(objects: Objects): Objects {
  const named = <T extends { metadata?: object }>(object: T): T => ({
    ...object,
    metadata: {
      ...object.metadata,
      labels: {
        ...(object.metadata as { labels?: object })?.labels,
        [LABEL]: 'web',
      },
    },
  });
  return {
    ...objects,
    pods: objects.pods?.map(named),
    deployments: objects.deployments?.map(one => ({
      ...one,
      spec: one.spec && { ...one.spec, template: named(one.spec.template) },
    })),
  };
}

/** The wide Service with another name, or otherwise changed. */
function withService(
  { name = 'broad', labels, ...spec }: ServiceSpec & ObjectMeta,
  objects = fixture('overlap'),
): Objects {
  const { services, endpointslices } = objects;
  const slice = { 'kubernetes.io/service-name': name };
  return {
    ...objects,
    services: services?.map(service => ({
      metadata: { ...service.metadata, name, labels },
      spec: { ...service.spec, ...spec },
    })),
    endpointslices: endpointslices?.map(({ metadata, ...rest }) => ({
      ...rest,
      metadata: { ...metadata, labels: slice },
    })),
  };
}

/** The same with other fields of the workload that is judged. */
function heldWith({
  labels,
  ...selector
}: LabelSelector & Pick<ObjectMeta, 'labels'>): Objects {
  const objects = fixture('overlap');
  return {
    ...objects,
    deployments: objects.deployments?.map(one =>
      one.metadata?.name === 'held' && one.spec
        ? {
            ...one,
            metadata: { ...one.metadata, labels },
            spec: {
              ...one.spec,
              selector: { ...one.spec.selector, ...selector },
            },
          }
        : one,
    ),
  };
}

/** The same with more workloads, each of one ready pod behind the Service. */
function withPeers(objects: Objects, names: readonly string[]): Objects {
  return {
    ...objects,
    pods: [
      ...(objects.pods ?? []),
      ...names.map(name => ({
        metadata: {
          namespace: 'lab',
          name: `${name}-0`,
          ownerReferences: [
            {
              apiVersion: 'apps/v1',
              kind: 'StatefulSet',
              name,
              uid: name,
              controller: true,
            },
          ],
        },
      })),
    ],
    endpointslices: objects.endpointslices?.map(slice => ({
      ...slice,
      endpoints: [
        ...slice.endpoints,
        ...names.map(name => ({
          addresses: [],
          targetRef: { kind: 'Pod', name: `${name}-0`, uid: `${name}-0` },
        })),
      ],
    })),
  };
}

/** The same with none of some pods ready behind the Service. */
function unready(objects: Objects, prefix: string): Objects {
  return {
    ...objects,
    endpointslices: objects.endpointslices?.map(slice => ({
      ...slice,
      endpoints: slice.endpoints.map(endpoint => ({
        ...endpoint,
        conditions: {
          ready: !endpoint.targetRef?.name?.startsWith(prefix),
        },
      })),
    })),
  };
}

/** The same with one Deployment called otherwise. */
function renamed(objects: Objects, name: string, to: string): Objects {
  return {
    ...objects,
    deployments: objects.deployments?.map(one =>
      one.metadata?.name === name
        ? { ...one, metadata: { ...one.metadata, name: to } }
        : one,
    ),
    replicasets: objects.replicasets?.map(one => ({
      ...one,
      metadata: {
        ...one.metadata,
        ownerReferences: one.metadata?.ownerReferences?.map(owner =>
          owner.name === name ? { ...owner, name: to } : owner,
        ),
      },
    })),
  };
}

const little = heldWith({ matchLabels: { tier: 'sim' } });
const labeled = heldWith({ labels: { [LABEL]: 'held' } });

describe('a Service that selects pods of other workloads', () => {
  it.each<[string, Objects, string]>([
    ['called so', withService({ name: 'held' }), 'held'],
    ['that demands the same', withService({}, little), 'broad'],
    [
      'that demands more',
      withService({ selector: { tier: 'sim', app: 'held' } }, little),
      'broad',
    ],
    [
      'labeled so',
      withService({ labels: { [LABEL]: 'held' } }, labeled),
      'broad',
    ],
  ])('is told of the workload whose it is: one %s', (_, objects, service) => {
    expect(judged(objects, 'held')).toMatchObject({
      status: 'degraded',
      causes: [
        [
          'degraded',
          1,
          { kind: 'service-overlap', service, workloads: ['guarded'] },
        ],
      ],
    });
  });

  it.each<[string, Objects, string, boolean | undefined]>([
    ['fits', withService({ name: 'held' }), 'held', undefined],
    [
      'does not fit',
      withService({ name: 'held', selector: { app: 'guarded' } }),
      'held',
      true,
    ],
  ])('tells whether its selector %s its own pods', (_, objects, name, only) => {
    const [{ facts }] = findServiceOverlaps(around(objects, name));
    expect(Object(facts).only).toBe(only);
  });

  it.each<[string, Objects]>([
    ["it is nobody's own", fixture('overlap')],
    ['it is for peers', withService({ clusterIP: 'None' })],
    ['it is of another', withService({ name: 'guarded' })],
    [
      "it is another's by its label",
      withService({ labels: { [LABEL]: 'guarded' } }, labeled),
    ],
    [
      'it is before a workload and its canary',
      ofOneService(withService({ name: 'held' })),
    ],
    [
      'it leads to another release while its own is tried',
      renamed(
        withService({ name: 'held', selector: { app: 'guarded' } }),
        'guarded',
        'held-primary',
      ),
    ],
    [
      'the others are not ready',
      unready(withService({ name: 'held' }), 'guarded'),
    ],
  ])('is nothing wrong where %s', (_, objects) => {
    expect(judged(objects, 'held')).toMatchObject({
      status: 'healthy',
      causes: [],
    });
  });

  it.each([
    [['a', 'b'], ['a', 'b', 'guarded'], undefined],
    [['z', 'a', 'b', 'c'], ['a', 'b', 'c'], 2],
  ])('names the first of guarded and %j', (peers, workloads, more) => {
    const objects = withPeers(withService({ name: 'held' }), peers);
    const [finding] = findServiceOverlaps(around(objects, 'held'));
    expect({ more: undefined, ...finding.facts }).toEqual({
      kind: 'service-overlap',
      service: 'held',
      workloads,
      more,
    });
  });
});

describe('a Service', () => {
  it.each([
    ['of a wrong name is dead', { selector: { app: 'hold' } }, []],
    [
      'without a port that the pods have is dead',
      { selector: { app: 'held' } },
      [{ addresses: ['10.0.0.1'], conditions: { ready: true } }],
    ],
  ])('%s', (_, spec, endpoints) => {
    const { deployments, replicasets, pods } = fixture('overlap');
    const labels = { 'kubernetes.io/service-name': 'held' };
    const surroundings = around(
      {
        deployments,
        replicasets,
        pods,
        services: [
          {
            metadata: { namespace: 'lab', name: 'held' },
            spec: { ...spec, ports: [{ port: 80 }] },
          },
        ],
        endpointslices: [
          {
            addressType: 'IPv4',
            metadata: { namespace: 'lab', name: 'held-1', labels },
            endpoints,
            ports: [],
          },
        ],
      },
      'held',
    );
    expect(findDeadServices(surroundings)).toMatchObject([
      { facts: { kind: 'no-endpoints', service: 'held' } },
    ]);
  });

  it('without endpoints is only a symptom while no pod is ready', () => {
    expect(findDeadServices(around(fixture('readiness-probe')))).toEqual([]);
  });
});
