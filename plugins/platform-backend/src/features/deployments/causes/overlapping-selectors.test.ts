import type { Deployment } from 'kubernetes-types/apps/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { groupedLookup, Neighborhood, surroundingsOf } from '../around';
import {
  around,
  clusterWith,
  fixture,
  judged,
  type Objects,
} from '../__testUtils__/scene';
import { workloadsIn } from '../workload';
import { findOverlappingSelectors } from './overlapping-selectors';

type Selectors = Readonly<Record<string, LabelSelector>>;

const common: LabelSelector = { matchLabels: { tier: 'sim' } };

/** Two workloads whose pods have a label in common, with these selectors. */
function selecting(selectors: Selectors): Objects {
  const { services: _, endpointslices: __, ...objects } = fixture('overlap');
  const changed = (one: Deployment): Deployment => {
    const selector = selectors[one.metadata?.name ?? ''];
    return selector && one.spec
      ? { ...one, spec: { ...one.spec, selector } }
      : one;
  };
  return { ...objects, deployments: objects.deployments?.map(changed) };
}

const both = selecting({ held: common, guarded: common });

/** The same with the pods of the other owned by something else. */
function ownedBy(kind: string, name: string, objects = both): Objects {
  return {
    ...objects,
    replicasets: objects.replicasets?.map(one =>
      one.metadata?.name?.startsWith('guarded')
        ? {
            ...one,
            metadata: {
              ...one.metadata,
              name: kind === 'ReplicaSet' ? name : one.metadata.name,
              ownerReferences:
                kind === 'ReplicaSet'
                  ? undefined
                  : [{ apiVersion: 'x/v1', kind, name, uid: name }],
            },
            spec: one.spec && { ...one.spec, selector: common },
          }
        : one,
    ),
    pods: objects.pods?.map(pod =>
      pod.metadata?.name?.startsWith('guarded') && kind === 'ReplicaSet'
        ? {
            ...pod,
            metadata: {
              ...pod.metadata,
              ownerReferences: [
                { apiVersion: 'apps/v1', kind, name, uid: name },
              ],
            },
          }
        : pod,
    ),
  };
}

/** The same with more StatefulSets that have a pod each. */
function withSets(names: readonly string[]): Objects {
  const labels = { tier: 'sim' };
  return {
    ...both,
    statefulsets: names.map(name => ({
      metadata: { namespace: 'lab', name, uid: name },
      spec: { serviceName: '', selector: common, template: {} },
    })),
    pods: [
      ...(both.pods ?? []),
      ...names.map(name => ({
        metadata: {
          namespace: 'lab',
          name: `${name}-0`,
          uid: `${name}-0`,
          labels,
          ownerReferences: [
            { apiVersion: 'apps/v1', kind: 'StatefulSet', name, uid: name },
          ],
        },
      })),
    ],
  };
}

const overlapsOf = (objects: Objects) =>
  findOverlappingSelectors(around(objects, 'held')).map(({ facts }) => facts);

const told = (...workloads: readonly string[]) => [
  { kind: 'overlapping-selectors', workloads },
];

describe('workloads whose selectors fit the pods of each other', () => {
  it('are not well, though all of their pods are ready', () => {
    expect(judged(both, 'held')).toMatchObject({
      status: 'degraded',
      causes: [['degraded', 1, ...told('Deployment guarded')]],
    });
    expect(judged(both, 'guarded')).toMatchObject({
      status: 'degraded',
      causes: [['degraded', 2, ...told('Deployment held')]],
    });
  });

  it.each<[string, Objects, unknown[]]>([
    ['by the same label', both, told('Deployment guarded')],
    [
      'by expressions',
      selecting({
        held: { matchExpressions: [{ key: 'tier', operator: 'Exists' }] },
        guarded: common,
      }),
      told('Deployment guarded'),
    ],
    [
      'with a ReplicaSet',
      ownedBy('ReplicaSet', 'bare'),
      told('ReplicaSet bare'),
    ],
    [
      'with many',
      withSets(['c', 'a', 'b']),
      [
        {
          kind: 'overlapping-selectors',
          workloads: ['Deployment guarded', 'StatefulSet a', 'StatefulSet b'],
          more: 1,
        },
      ],
    ],
    [
      'but for an expression',
      selecting({
        held: {
          ...common,
          matchExpressions: [
            { key: 'app', operator: 'NotIn', values: ['guarded'] },
          ],
        },
        guarded: common,
      }),
      [],
    ],
    ['in one direction only', selecting({ held: common }), []],
    ['in the other direction only', selecting({ guarded: common }), []],
    ['with a kind that is not known', ownedBy('Rollout', 'guarded'), []],
    ['without pods', { ...both, pods: both.pods?.slice(0, 1) }, []],
  ])('%s', (_, objects, facts) => {
    expect(overlapsOf(objects)).toEqual(facts);
  });

  it('are found among all of a namespace as well', () => {
    const { cluster } = clusterWith(both);
    const neighborhood = new Neighborhood(
      cluster,
      'lab',
      groupedLookup(cluster, 'lab'),
    );
    const found = workloadsIn(cluster).map(workload => [
      workload.name,
      surroundingsOf(workload, neighborhood).overlapping,
    ]);
    expect(Object.fromEntries(found)).toEqual({
      held: [{ kind: 'Deployment', name: 'guarded' }],
      guarded: [{ kind: 'Deployment', name: 'held' }],
    });
  });
});
