import {
  deploymentsOf,
  failing,
  live,
  placement,
  stale,
} from '../__testUtils__/fixtures';
import { inOrder, isOld, silentClusters, tileNames } from './placements';

const all = deploymentsOf(
  [live('east'), stale('west')],
  failing('prod', 'east'),
  placement('prod', 'west'),
  placement('dev', 'east'),
  placement('test', 'east'),
);

it('puts placements in the order in which software passes them', () => {
  expect(
    inOrder(all).map(({ placement: { environment, ref } }) => [
      environment,
      ref.cluster,
    ]),
  ).toEqual([
    ['dev', 'east'],
    ['test', 'east'],
    ['prod', 'east'],
    ['prod', 'west'],
  ]);
});

it('knows what may no longer be true', () => {
  expect(inOrder(all).map(isOld)).toEqual([false, false, false, true]);
});

it('names clusters of which nothing is shown and that are not heard', () => {
  const partial = deploymentsOf(
    [live('east'), live('north'), stale('west')],
    placement('dev', 'east'),
  );
  expect(silentClusters(partial).map(({ name }) => name)).toEqual(['west']);
  expect(silentClusters(all)).toEqual([]);
});

it.each([
  [
    'one cluster, one workload: the environment is enough',
    [placement('dev', 'east')],
    [{ environment: 'dev' }],
  ],
  [
    'several clusters: the cluster too',
    [placement('prod', 'east'), placement('prod', 'west')],
    [
      { environment: 'prod', cluster: 'east' },
      { environment: 'prod', cluster: 'west' },
    ],
  ],
  [
    'several workloads in one place: their names too',
    [
      placement('dev', 'east'),
      placement('dev', 'east', {
        id: 'worker',
        ref: {
          cluster: 'east',
          namespace: 'shop-dev',
          kind: 'Deployment',
          name: 'worker',
        },
      }),
    ],
    [
      { environment: 'dev', workload: 'payments' },
      { environment: 'dev', workload: 'worker' },
    ],
  ],
])('tells tiles apart in %s', (_, placements, names) => {
  const placed = inOrder(deploymentsOf([], ...placements));
  expect([...tileNames(placed).values()]).toEqual(names);
});
