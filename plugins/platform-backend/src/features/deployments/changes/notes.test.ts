import type { Change } from '@pilothouse/plugin-platform-common';
import { InMemoryKube } from '@pilothouse/plugin-platform-node/testing';
import type { Workload } from '../../../kube/write';
import { annotationOf } from '../../marketplace/binding/record';
import { notesOn } from './notes';

const target = {
  cluster: 'east',
  namespace: 'shop',
  kind: 'Deployment',
  name: 'web',
} as const;
const scale = (replicas: number): Change => ({ kind: 'scale', replicas });
const restart: Change = { kind: 'restart' };
const rollBack: Change = { kind: 'roll-back', revision: 1 };
const deletePod: Change = { kind: 'delete-pod', pod: 'web-1', uid: 'u1' };

function workload(metadata: Workload['metadata'] = {}): Workload {
  return { metadata, spec: { replicas: 3, selector: {}, template: {} } };
}

const helmReplicas = workload({
  managedFields: [
    { manager: 'helm', fieldsV1: { 'f:spec': { 'f:replicas': {} } } },
  ],
});
const helmImage = workload({
  managedFields: [{ manager: 'helm', fieldsV1: { 'f:spec': {} } }],
});
const argo = workload({ labels: { 'argocd.argoproj.io/instance': 'shop' } });
const flux = workload({
  labels: { 'kustomize.toolkit.fluxcd.io/name': 'shop' },
});

function clusterWith(
  fill: (cluster: ReturnType<InMemoryKube['addCluster']>) => void,
) {
  const cluster = new InMemoryKube().addCluster('east');
  fill(cluster);
  return cluster;
}

describe('notesOn', () => {
  it.each<[string, Change, Workload, object[]]>([
    ['scaling', scale(5), workload(), []],
    ['scaling to nothing', scale(0), workload(), [{ kind: 'to-zero' }]],
    [
      'scaling what Helm scales',
      scale(5),
      helmReplicas,
      [{ kind: 'next-deployment' }],
    ],
    ['scaling what Helm leaves to others', scale(5), helmImage, []],
    ['rolling Helm back', rollBack, helmImage, [{ kind: 'next-deployment' }]],
    ['restarting what Helm made', restart, helmReplicas, []],
    ['Argo CD', restart, argo, [{ kind: 'kept-by-git', by: 'argo-cd' }]],
    ['Flux', rollBack, flux, [{ kind: 'kept-by-git', by: 'flux' }]],
    ['a pod of what Argo CD keeps', deletePod, argo, []],
  ])('on %s', (_, change, found, notes) => {
    const cluster = clusterWith(() => {});
    const circumstances = { target, change, cluster, unchanged: false };
    expect(notesOn({ ...circumstances, workload: found })).toEqual(notes);
  });

  const boundTo = (secrets: readonly string[], annotated = true): Workload => ({
    metadata: annotated
      ? {
          annotations: Object.assign(
            {},
            ...['orders-db-app', 'cache-app'].map(secret =>
              annotationOf({
                item: 'postgresql',
                instance: secret.replace('-app', ''),
                secret,
                container: 'app',
                variables: [],
                files: [],
              }),
            ),
          ),
        }
      : {},
    spec: {
      selector: {},
      template: {
        spec: {
          volumes: secrets.map(name => ({
            name,
            secret: { secretName: name },
          })),
          containers: [
            {
              name: 'app',
              env: secrets.map(name => ({
                name: `${name.toUpperCase()}_URI`,
                valueFrom: { secretKeyRef: { name, key: 'uri' } },
              })),
              volumeMounts: secrets.map(name => ({
                name,
                mountPath: `/bindings/${name}`,
              })),
            },
          ],
        },
      },
    },
  });
  const lost = {
    kind: 'unbinds',
    instance: 'orders-db',
    variables: ['ORDERS-DB-APP_URI'],
    files: ['/bindings/orders-db-app'],
  };
  const both = ['orders-db-app', 'cache-app'];

  it.each<[string, Change, Workload, Workload | undefined, object[]]>([
    ['ends a binding', rollBack, boundTo(both), boundTo(['cache-app']), [lost]],
    ['keeps them all', rollBack, boundTo(both), boundTo(both), []],
    ['gives one back', rollBack, boundTo([]), boundTo(both), []],
    [
      'takes away what was bound by hand',
      rollBack,
      boundTo(both, false),
      boundTo([], false),
      [],
    ],
    ['is another change', restart, boundTo(both), boundTo([]), []],
    ['deletes a pod', deletePod, boundTo(both), undefined, []],
  ])('on what %s', (_, change, found, after, notes) => {
    const circumstances = {
      target,
      change,
      unchanged: false,
      cluster: undefined,
    };
    expect(notesOn({ ...circumstances, workload: found, after })).toEqual(
      notes,
    );
  });

  it('on what is so already', () => {
    const notes = notesOn({
      target,
      change: scale(3),
      workload: workload(),
      unchanged: true,
      cluster: undefined,
    });
    expect(notes).toEqual([{ kind: 'unchanged' }]);
  });

  it('on the autoscaler that has the last word', () => {
    const cluster = clusterWith(east => {
      for (const [name, scaled] of [
        ['web', 'web'],
        ['orders', 'orders'],
      ]) {
        east.put('horizontalpodautoscalers', {
          metadata: { name, namespace: 'shop' },
          spec: {
            scaleTargetRef: { kind: 'Deployment', name: scaled },
            minReplicas: 2,
            maxReplicas: 9,
          },
        });
      }
    });
    const about = { target, workload: workload(), unchanged: false, cluster };
    expect(notesOn({ ...about, change: scale(5) })).toEqual([
      { kind: 'autoscaled', autoscaler: 'web', min: 2, max: 9 },
    ]);
    expect(notesOn({ ...about, change: restart })).toEqual([]);
    expect(notesOn({ ...about, change: scale(0) })).toEqual([
      { kind: 'to-zero' },
      { kind: 'autoscaler-pauses', autoscaler: 'web' },
    ]);
  });

  it.each([
    ['more than there are', 5, [3]],
    ['what there is already', 2, []],
  ])('on a quota that admits no %s', (_, replicas, pods) => {
    const cluster = clusterWith(east => {
      for (const namespace of ['shop', 'other']) {
        east.put('resourcequotas', {
          metadata: { name: `${namespace}-pods`, namespace },
          status: { hard: { pods: '3' }, used: { pods: '2' } },
        });
      }
    });
    const spec = { replicas: 3, selector: {}, template: {} };
    const half = { metadata: {}, spec, status: { replicas: 2 } };
    const about = { target, workload: half, unchanged: false, cluster };
    expect(notesOn({ ...about, change: scale(replicas) })).toEqual(
      pods.map(more => ({
        kind: 'quota',
        pods: more,
        quota: 'shop-pods',
        resources: [
          { resource: 'pods', requested: `${more}`, used: '2', limited: '3' },
        ],
      })),
    );
  });

  it.each<[Change, boolean]>([
    [scale(5), true],
    [scale(2), false],
    [restart, true],
    [deletePod, true],
    [rollBack, true],
  ])('on bounds that new pods do not keep: %j', (change, isTold) => {
    const cluster = clusterWith(east => {
      for (const namespace of ['shop', 'other']) {
        east.put('limitranges', {
          metadata: { name: 'bounds', namespace },
          spec: { limits: [{ type: 'Container', max: { cpu: '1' } }] },
        });
      }
    });
    const limits = { cpu: '2' };
    const template = {
      spec: { containers: [{ name: 'web', resources: { limits } }] },
    };
    const spec = { replicas: 3, selector: {}, template };
    const about = {
      target,
      workload: { metadata: {}, spec },
      unchanged: false,
    };
    const told = notesOn({ ...about, cluster, change });
    expect(told).toEqual(
      isTold
        ? [
            {
              kind: 'limit-range',
              broken: [
                {
                  bound: 'max',
                  resource: 'cpu',
                  per: 'Container',
                  limited: '1',
                  part: 'limit',
                  asked: '2',
                },
              ],
            },
          ]
        : [],
    );
  });

  describe('of the template that there would be', () => {
    const bound = clusterWith(east =>
      east.put('limitranges', {
        metadata: { name: 'bounds', namespace: 'shop' },
        spec: { limits: [{ type: 'Container', max: { cpu: '1' } }] },
      }),
    );
    const asking = (cpu: string, replicas = 3): Workload => ({
      metadata: {},
      spec: {
        replicas,
        selector: {},
        template: {
          spec: {
            containers: [{ name: 'web', resources: { limits: { cpu } } }],
          },
        },
      },
    });
    it.each<[string, Workload, Workload | undefined, string[]]>([
      ['the one that broke them', asking('2'), asking('1'), []],
      ['one that breaks them', asking('1'), asking('2'), ['limit-range']],
      ['one that is not known', asking('1'), undefined, []],
      ['one of no pods', asking('1', 0), asking('2', 0), []],
    ])('after %s, on bounds', (_, before, after, kinds) => {
      const notes = notesOn({
        ...{ target, change: rollBack, cluster: bound, unchanged: false },
        ...{ workload: before, after },
      });
      expect(notes.map(({ kind }) => kind)).toEqual(kinds);
    });
  });

  it.each<[string, Change, string[], string[]]>([
    ['there are more', scale(3), [], ['data-db-2']],
    ['one is there from before', scale(3), ['data-db-2'], []],
    ['of two one is there from before', scale(4), ['data-db-2'], ['data-db-3']],
    ['there are fewer', scale(1), [], []],
    ['pods start anew', restart, [], []],
  ])('on bounds of claims when %s', (_, change, there, isMissing) => {
    const cluster = clusterWith(east => {
      east.put('limitranges', {
        metadata: { name: 'bounds', namespace: 'shop' },
        spec: {
          limits: [{ type: 'PersistentVolumeClaim', max: { storage: '1Gi' } }],
        },
      });
      for (const name of there) {
        east.put('persistentvolumeclaims', {
          metadata: { name, namespace: 'shop' },
        });
      }
    });
    const set = {
      metadata: { name: 'db' },
      spec: {
        replicas: 2,
        selector: {},
        serviceName: 'db',
        template: {},
        volumeClaimTemplates: [
          {
            metadata: { name: 'data' },
            spec: { resources: { requests: { storage: '2Gi' } } },
          },
        ],
      },
    };
    const notes = notesOn({
      target: { ...target, kind: 'StatefulSet', name: 'db' },
      ...{ change, cluster, workload: set, unchanged: false },
    });
    expect(notes).toEqual(
      isMissing.map(() => ({
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
      })),
    );
  });

  it('on the budget that the pod counts for', () => {
    const cluster = clusterWith(east => {
      for (const app of ['web', 'orders']) {
        east.put('poddisruptionbudgets', {
          metadata: { name: `${app}-budget`, namespace: 'shop' },
          spec: { selector: { matchLabels: { app } } },
          status: {
            disruptionsAllowed: 0,
            currentHealthy: 1,
            desiredHealthy: 1,
            expectedPods: 1,
          },
        });
      }
    });
    const notes = notesOn({
      target,
      change: deletePod,
      workload: workload(),
      pod: { metadata: { labels: { app: 'web' } } },
      unchanged: false,
      cluster,
    });
    expect(notes).toEqual([
      { kind: 'budget', budget: 'web-budget', allowed: 0 },
    ]);
  });
});
