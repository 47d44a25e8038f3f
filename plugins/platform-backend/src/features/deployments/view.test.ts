import type { Entity } from '@backstage/catalog-model';
import { serviceDeploymentsSchema } from '@pilothouse/plugin-platform-common';
import { kubeKinds, type KubeKindName } from '@pilothouse/plugin-platform-node';
import fc from 'fast-check';
import { InMemoryCatalog } from '../../kube/access/__testUtils__/catalog';
import { clusterWith, fixture, type Objects } from './__testUtils__/scene';
import { deploymentsOfService } from './view';

const entityRef = 'component:default/web';

function component(annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'web', namespace: 'default', annotations },
  };
}

function look(annotations: Record<string, string>, ...objects: Objects[]) {
  const { kube } = clusterWith(...objects);
  kube.addCluster('west');
  const catalog = new InMemoryCatalog([component(annotations)]);
  return deploymentsOfService({ entityRef }, { kube, catalog });
}

const byLabel = (selector: string) => ({
  'backstage.io/kubernetes-label-selector': selector,
});
const ids = (answer: ReturnType<typeof look>) => Object.keys(answer.placements);

describe('what runs of a service', () => {
  it('is not told of what the catalog lacks', () => {
    const { kube } = clusterWith();
    const catalog = new InMemoryCatalog();
    expect(() =>
      deploymentsOfService({ entityRef }, { kube, catalog }),
    ).toThrow('There is no service component:default/web');
  });

  it.each([
    [
      'by label',
      byLabel('app=half'),
      ['east/lab/Deployment/half'],
      ['east', 'west'],
    ],
    [
      'by several',
      byLabel('app in (half,db)'),
      ['east/lab/Deployment/half', 'east/lab/StatefulSet/db'],
      ['east', 'west'],
    ],
    [
      'by what a label is compared with',
      byLabel('app=half,replica<1'),
      [],
      ['east', 'west'],
    ],
    [
      'anywhere, where no namespace is named',
      { ...byLabel('app=half'), 'backstage.io/kubernetes-namespace': '' },
      ['east/lab/Deployment/half'],
      ['east', 'west'],
    ],
    [
      'in a namespace',
      { ...byLabel('app=half'), 'backstage.io/kubernetes-namespace': 'other' },
      [],
      ['east', 'west'],
    ],
    [
      'in a cluster',
      { ...byLabel('app=half'), 'backstage.io/kubernetes-cluster': 'west' },
      [],
      ['west'],
    ],
    ['by id', { 'backstage.io/kubernetes-id': 'half' }, [], ['east', 'west']],
    ['not at all', {}, [], ['east', 'west']],
  ])('is found %s', (_, annotations, expected, clusters) => {
    const answer = look(
      annotations as Record<string, string>,
      fixture('half-rolled-out'),
      fixture('statefulset'),
    );
    expect(ids(answer)).toEqual(expected);
    expect(answer.clusters.map(({ name }) => name)).toEqual(clusters);
  });

  it.each([
    ['claimed', { 'backstage.io/kubernetes-id': 'half' }],
    ['not claimed', {}],
  ])('comes with what cannot be read, %s', (_, annotations) => {
    const { kube, cluster } = clusterWith(fixture('half-rolled-out'));
    cluster.setKindState('pods', { kind: 'forbidden', because: 'RBAC' });
    const answer = deploymentsOfService(
      { entityRef },
      {
        kube,
        catalog: new InMemoryCatalog([
          component(annotations as Record<string, string>),
        ]),
      },
    );
    expect(serviceDeploymentsSchema.parse(answer)).toEqual(answer);
    expect(answer.clusters).toMatchObject([
      { unreadable: [{ kind: 'Pod', because: 'forbidden' }] },
    ]);
  });

  it('names the component whose selector is not understood', () => {
    expect(() => look(byLabel('app in half'))).toThrow(
      /annotation .* of the component web/,
    );
  });

  it('has revisions with pods, newest first', () => {
    const [placement] = Object.values(
      look(byLabel('app=half'), fixture('half-rolled-out')).placements,
    );
    expect(placement.revisions).toMatchObject([
      {
        revision: 2,
        current: true,
        version: '1.0.0',
        desired: 1,
        ready: 0,
        images: [{ container: 'app', image: 'g:1.0.0' }],
        everReady: false,
        changes: [{ kind: 'other' }],
      },
      { revision: 1, current: false, desired: 3, ready: 3, everReady: true },
    ]);
    expect(placement.revisions[1]).not.toHaveProperty('changes');
    expect(
      placement.pods.map(({ revision, status, phase }) => [
        revision,
        status,
        phase,
      ]),
    ).toEqual([
      [2, 'failed', 'Pending'],
      [1, 'healthy', 'Running'],
      [1, 'healthy', 'Running'],
      [1, 'healthy', 'Running'],
    ]);
  });

  it.each([
    ['statefulset', 'db', [[1, true, '1.0.0', 2]], [undefined]],
    [
      'daemonset',
      'agent',
      [
        [2, true, '2.0.0', 0],
        [1, false, '1.0.0', 1],
      ],
      [
        [
          {
            kind: 'image',
            container: 'app',
            from: 'agent:1.0.0',
            to: 'agent:2.0.0',
          },
        ],
        undefined,
      ],
    ],
  ])('has the revisions of a %s', (name, app, expected, changes) => {
    const answer = look(byLabel(`app=${app}`), fixture(name));
    const [placement] = Object.values(answer.placements);
    expect(
      placement.revisions.map(({ revision, current, images, ready }) => [
        revision,
        current,
        images[0].image.split(':')[1],
        ready,
      ]),
    ).toEqual(expected);
    expect(placement.pods.map(pod => pod.revision)).not.toContain(undefined);
    expect(placement.revisions.map(one => one.changes)).toEqual(changes);
  });

  it('is the same whatever order objects come in, and as the contract has it', () => {
    const objects = [fixture('half-rolled-out'), fixture('statefulset')];
    const expected = look(byLabel('app in (half,db)'), ...objects);
    expect(serviceDeploymentsSchema.parse(expected)).toEqual(expected);
    const kinds = Object.keys(kubeKinds) as KubeKindName[];
    const anyOrder = fc.tuple(
      ...objects.map(one =>
        fc.record(
          Object.fromEntries(
            kinds.map(kind => {
              const all = [...(one[kind] ?? [])] as object[];
              return [
                kind,
                fc.shuffledSubarray(all, { minLength: all.length }),
              ];
            }),
          ),
        ),
      ),
    );
    fc.assert(
      fc.property(anyOrder, shuffled => {
        const answer = look(
          byLabel('app in (half,db)'),
          ...(shuffled as Objects[]),
        );
        expect(answer).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });
});
