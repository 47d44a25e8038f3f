import {
  deploymentsOf,
  failing,
  live,
  placement,
  stale,
} from '../__testUtils__/fixtures';
import {
  inOrder,
  isOld,
  shownOf,
  silentClusters,
  tileNames,
} from './placements';

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

const some = deploymentsOf(
  [live('east'), stale('west')],
  placement('dev', 'east'),
  failing('prod', 'east'),
);
const dev = 'east/shop-dev/Deployment/payments';
const prod = 'east/shop-prod/Deployment/payments';
const gone = 'east/shop-test/Deployment/payments';
const silent = 'west/shop-prod/Deployment/payments';

it.each([
  ['the worst, where nothing is wanted', some, undefined, ['open', prod]],
  ['what is wanted', some, dev, ['open', dev]],
  ['that what is wanted is gone, and nothing else', some, gone, ['gone', gone]],
  [
    'that it is gone where nothing else runs',
    deploymentsOf([live('east')]),
    gone,
    ['gone', gone],
  ],
  [
    'that a silent cluster does not tell of it',
    some,
    silent,
    ['not-known', silent],
  ],
  [
    'nothing, where nothing runs',
    deploymentsOf([live('east')]),
    undefined,
    ['nothing', undefined],
  ],
] as const)('shows %s', (_, deployments, wanted, expected) => {
  const shown = shownOf(deployments, wanted);
  const id = shown.kind === 'open' ? shown.placed.placement.id : undefined;
  expect([shown.kind, 'id' in shown ? shown.id : id]).toEqual(expected);
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
