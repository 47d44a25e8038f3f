import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import { ownersOf, setAt } from './owners';
import { workloadsIn } from './workload';
import { clusterWith } from './__testUtils__/scene';

function withMetadata(metadata: ObjectMeta) {
  const { cluster } = clusterWith({ deployments: [{ metadata }] });
  return workloadsIn(cluster)[0];
}

const image = {
  'f:spec': {
    'f:template': {
      'f:spec': {
        'f:containers': { 'k:{"name":"web"}': { '.': {}, 'f:image': {} } },
      },
    },
  },
};
const replicas = { 'f:spec': { 'f:replicas': {} } };
const entry = (
  manager: string,
  fieldsV1: object,
  time: string,
  subresource?: string,
) => ({ manager, fieldsV1, time, subresource, operation: 'Update' });

it('names who set a field last, also through the scale subresource', () => {
  const managedFields = [
    entry(
      'helm',
      { 'f:spec': { ...image['f:spec'], ...replicas['f:spec'] } },
      '2026-01-01T00:00:00Z',
    ),
    entry('kube-controller-manager', replicas, '2026-01-02T00:00:00Z', 'scale'),
    entry(
      'kube-controller-manager',
      replicas,
      '2026-01-03T00:00:00Z',
      'status',
    ),
  ];
  expect(ownersOf(withMetadata({ managedFields }))).toEqual([
    {
      field: 'replicas',
      manager: 'kube-controller-manager',
      at: '2026-01-02T00:00:00Z',
    },
    { field: 'image', manager: 'helm', at: '2026-01-01T00:00:00Z' },
  ]);
});

it('names nobody for a field that nobody set', () => {
  expect(ownersOf(withMetadata({}))).toEqual([]);
});

const released = entry(
  'helm',
  { 'f:spec': { ...image['f:spec'], ...replicas['f:spec'] } },
  '2026-01-01T00:00:00Z',
);
const later = '2026-01-05T00:00:00Z';

it.each([
  ['a release', [], released.time],
  ['a roll-back', [entry('kubectl-rollout', image, later)], later],
  ['scaling by a person', [entry('kubectl', replicas, later, 'scale')], later],
  [
    'scaling by an autoscaler',
    [entry('kube-controller-manager', replicas, later, 'scale')],
    released.time,
  ],
  [
    'a new status',
    [entry('custom-controller', { ...image, ...replicas }, later, 'status')],
    released.time,
  ],
  [
    'a new label',
    [entry('kubectl-label', { 'f:metadata': { 'f:labels': {} } }, later)],
    released.time,
  ],
])('knows when it was set last: %s', (_, more, expected) => {
  const managedFields = [...more, released];
  expect(setAt(withMetadata({ managedFields }))).toBe(expected);
});

it('does not know when it was set where no fields have owners', () => {
  expect(setAt(withMetadata({}))).toBeUndefined();
});
