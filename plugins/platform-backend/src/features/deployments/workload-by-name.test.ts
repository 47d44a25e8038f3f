import type { Entity } from '@backstage/catalog-model';
import {
  workloadDeploymentsSchema,
  type WorkloadRef,
} from '@pilothouse/plugin-platform-common';
import { visibleKube } from '../../kube/access';
import { InMemoryCatalog } from '../../kube/access/__testUtils__/catalog';
import { scopeOfNamespaces } from '../../kube/access/scope-of';
import { clusterWith, fixture } from './__testUtils__/scene';
import { workloadByName } from './view';

const half: WorkloadRef = {
  cluster: 'east',
  namespace: 'lab',
  kind: 'Deployment',
  name: 'half',
};

function component(name: string, annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
  };
}

/** What somebody is told who sees these namespaces of the cluster. */
function look(
  target: WorkloadRef,
  { sees = ['lab'], entities = [] as readonly Entity[] } = {},
) {
  const { kube } = clusterWith(fixture('half-rolled-out'));
  const scope = scopeOfNamespaces(new Map([['east', sees]]), new Map());
  const catalog = new InMemoryCatalog(entities);
  return workloadByName(
    { target },
    { kube: visibleKube(kube, scope), catalog },
  );
}

describe('a workload by its name', () => {
  it('is told with its cause and pods, though the catalog lacks it', () => {
    const answer = look(half);
    expect(workloadDeploymentsSchema.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({
      clusters: [{ name: 'east' }],
      placements: {
        'east/lab/Deployment/half': {
          ref: half,
          status: 'failed',
          causes: [
            { facts: { kind: 'unschedulable' } },
            { facts: { kind: 'deadline-exceeded' } },
          ],
        },
      },
      services: [],
    });
    const [placement] = Object.values(answer.placements);
    expect(placement.pods).toHaveLength(4);
  });

  it('is told with the services that claim it, as far as one sees them', () => {
    const entities = [
      component('web', {
        'backstage.io/kubernetes-label-selector': 'app=half',
      }),
      component('db', { 'backstage.io/kubernetes-label-selector': 'app=db' }),
      component('odd', {
        'backstage.io/kubernetes-label-selector': 'app in b',
      }),
    ];
    expect(look(half, { entities }).services).toEqual([
      'component:default/web',
    ]);
  });

  it.each([
    ['one may not see its namespace', half, ['other']],
    ['there is none of that name', { ...half, name: 'whole' }, ['lab']],
    ['it is of another kind', { ...half, kind: 'StatefulSet' }, ['lab']],
  ] as const)('does not exist where %s', (_, target, sees) => {
    expect(look({ ...target }, { sees: [...sees] })).toEqual({
      clusters: [expect.objectContaining({ name: 'east' })],
      placements: {},
      services: [],
    });
  });

  it('is not told of a cluster that nobody knows', () => {
    expect(() => look({ ...half, cluster: 'moon' })).toThrow(
      'There is no cluster moon',
    );
  });
});
