import type { Cluster, Placement } from '@pilothouse/plugin-platform-common';
import { clusterOf, placement, row } from '../__testUtils__/services';
import {
  goneSince,
  mostThereLength,
  readThere,
  sightOf,
  thereWith,
  type Sight,
  type There,
} from './gone';

const at = (cluster: string, name = 'web'): [string, Placement] => {
  const prod = placement('prod');
  const key = `${cluster}/shop-prod/Deployment/${name}`;
  return [key, { ...prod, ref: { ...prod.ref, cluster, name } }];
};
const web = (...there: [string, Placement][]) =>
  row('web', [], { placements: Object.fromEntries(there) });
const key = (cluster: string, name = 'web') =>
  `component:default/web ${at(cluster, name)[0]}`;

const live = [clusterOf('east', 'live'), clusterOf('west', 'live')];
const unread = (kind: string): Cluster[] => [
  { ...clusterOf('east', 'live'), unreadable: [{ kind }] as never },
];
const both: There = { [key('east')]: 'prod', [key('west')]: '' };

it.each([
  ['all is there', [web(at('east'), at('west'))], [], live, []],
  ['one is not', [web(at('east'))], [], live, ['west']],
  ['none is', [web()], [], live, ['east', 'west']],
  ['its cluster is silent', [web()], [], [clusterOf('east', 'stale')], []],
  ['its kind cannot be read', [web()], [], unread('Deployment'), []],
  ['another kind cannot be read', [web()], [], unread('Event'), ['east']],
  ['its cluster is not there any more', [web()], [], [], []],
  ['the service is no longer mine', [], [web()], live, []],
  [
    'another service has it',
    [web(at('west'))],
    [row('next', [], web(at('east')))],
    live,
    [],
  ],
  [
    'its selector is not understood',
    [{ ...web(), selectorUnclear: true as const }],
    [],
    live,
    [],
  ],
])(
  'of what was there, where %s, is gone what is',
  (_, mine, others, clusters, gone) => {
    const sight = sightOf(mine, [...mine, ...others], clusters);
    expect(
      goneSince(mine, both, sight).map(({ placement: { ref } }) => ref.cluster),
    ).toEqual(gone);
  },
);

it('tells where it was, and what it was called', () => {
  const [gone] = goneSince([web()], both, sightOf([web()], [], live));
  expect(gone).toMatchObject({
    key: key('east'),
    service: { name: 'web' },
    placement: {
      environment: 'prod',
      ref: {
        cluster: 'east',
        namespace: 'shop-prod',
        kind: 'Deployment',
        name: 'web',
      },
    },
  });
});

it.each<[string, Sight, There]>([
  [
    'what is there',
    sightOf([web(at('east'))], [], live),
    { [key('east')]: 'prod' },
  ],
  [
    'what its cluster does not tell of now',
    sightOf([web(at('east'))], [], [clusterOf('east', 'live')]),
    { [key('east')]: 'prod', [key('west')]: '' },
  ],
])('remembers %s', (_, sight, expected) => {
  expect(thereWith(both, sight)).toEqual(expected);
});

it('remembers no more than a setting holds', () => {
  const many = Array.from({ length: 1_000 }, (_, index) =>
    at('east', `customer-notification-${index}`),
  );
  const { there } = sightOf([web(...many)], [], live);
  const { length } = JSON.stringify(there);
  expect(length).toBeLessThan(mostThereLength);
  expect(length).toBeGreaterThan(0.9 * mostThereLength);
});

it.each([
  [undefined, undefined],
  [['a'], undefined],
  [{ a: 'prod', b: 7 }, { a: 'prod' }],
])('reads %j', (stored, expected) => {
  expect(readThere(stored)).toEqual(expected);
});

it('makes nothing of a key that is none', () => {
  const before = { 'component:default/web east/shop-prod': 'prod' };
  expect(goneSince([web()], before, sightOf([web()], [], live))).toEqual([]);
});
