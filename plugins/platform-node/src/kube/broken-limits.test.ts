import type {
  Container,
  LimitRange,
  LimitRangeItem,
  PersistentVolumeClaim,
} from 'kubernetes-types/core/v1';
import { brokenClaimLimits, brokenLimits } from './broken-limits';

type Amounts = Record<string, string>;
const container = (requests: Amounts, limits: Amounts): Container => ({
  name: 'web',
  resources: { requests, limits },
});
const range = (item: Partial<LimitRangeItem>): LimitRange => ({
  spec: { limits: [{ type: 'Container', ...item }] },
});
const modest = container({ cpu: '100m' }, { cpu: '500m' });

it.each<[string, Container[], LimitRange[], object[]]>([
  ['no LimitRange', [modest], [], []],
  ['what is kept', [modest], [range({ max: { cpu: '500m' } })], []],
  [
    'a limit above the most',
    [modest],
    [range({ max: { cpu: '0.4' } })],
    [{ bound: 'max', part: 'limit', asked: '500m', limited: '0.4' }],
  ],
  [
    'a request below the least',
    [modest],
    [range({ min: { cpu: '200m' } })],
    [{ bound: 'min', part: 'request', asked: '100m', limited: '200m' }],
  ],
  [
    'a limit that is not named',
    [container({ memory: '1Gi' }, {})],
    [range({ max: { memory: '2Gi' } })],
    [{ bound: 'max', part: 'limit', limited: '2Gi', resource: 'memory' }],
  ],
  [
    'a request that is a limit alone',
    [container({}, { memory: '64Mi' })],
    [range({ min: { memory: '128Mi' } })],
    [{ bound: 'min', part: 'request', asked: '64Mi', limited: '128Mi' }],
  ],
  [
    'what is given by default',
    [container({}, {})],
    [range({ default: { cpu: '2' }, max: { cpu: '1' } })],
    [{ bound: 'max', part: 'limit', asked: '2', limited: '1' }],
  ],
  [
    'one of several defaults',
    [container({}, {})],
    [
      range({ default: { cpu: '2' }, max: { cpu: '1' } }),
      range({ default: { cpu: '1' } }),
    ],
    [],
  ],
  [
    'the sum of a pod',
    [modest, modest],
    [range({ type: 'Pod', max: { cpu: '900m' } })],
    [{ bound: 'max', per: 'Pod', part: 'limit', asked: '1' }],
  ],
  [
    'the same of two containers once',
    [modest, modest],
    [range({ max: { cpu: '400m' } })],
    [{ bound: 'max', per: 'Container', asked: '500m' }],
  ],
  [
    'a limit too many times the request',
    [modest],
    [range({ maxLimitRequestRatio: { cpu: '4' } })],
    [{ bound: 'ratio', part: 'limit', asked: '5', limited: '4' }],
  ],
  [
    'a limit as many times the request as may be',
    [modest],
    [range({ maxLimitRequestRatio: { cpu: '5' } })],
    [],
  ],
  [
    'a ratio of the sum of a pod',
    [modest, container({ cpu: '400m' }, { cpu: '500m' })],
    [range({ type: 'Pod', maxLimitRequestRatio: { cpu: '1500m' } })],
    [{ bound: 'ratio', per: 'Pod', asked: '2', limited: '1500m' }],
  ],
  [
    'a ratio without a limit',
    [container({ memory: '1Gi' }, {})],
    [range({ maxLimitRequestRatio: { memory: '2' } })],
    [{ bound: 'ratio', part: 'limit', resource: 'memory' }],
  ],
  [
    'a ratio without anything',
    [modest],
    [range({ maxLimitRequestRatio: { memory: '2' } })],
    [{ bound: 'ratio', part: 'request', resource: 'memory' }],
  ],
  [
    'what is for claims',
    [modest],
    [range({ type: 'PersistentVolumeClaim', min: { storage: '1Gi' } })],
    [],
  ],
])('foretells of %s', (_, containers, ranges, broken) => {
  const found = brokenLimits({ spec: { containers } }, ranges);
  expect(found).toMatchObject(broken);
  expect(found).toHaveLength(broken.length);
});

const claimRange = (item: Partial<LimitRangeItem>) =>
  range({ type: 'PersistentVolumeClaim', ...item });
const claim = (storage?: string): PersistentVolumeClaim => {
  const requests: Amounts = storage ? { storage } : {};
  return { spec: { resources: { requests } } };
};

it.each<[string, LimitRange, object[]]>([
  ['are kept', claimRange({ max: { storage: '2Gi' } }), []],
  [
    'are too small',
    claimRange({ max: { storage: '512Mi' } }),
    [{ bound: 'max', part: 'request', asked: '1Gi', limited: '512Mi' }],
  ],
  [
    'are too large',
    claimRange({ min: { storage: '2Gi' } }),
    [{ bound: 'min', part: 'request', asked: '1Gi', limited: '2Gi' }],
  ],
  ['are for containers', range({ max: { storage: '1Mi' } }), []],
])('foretells of a claim of 1 Gi bounds that %s', (_, bounds, found) => {
  expect(brokenClaimLimits([claim('1Gi')], [bounds])).toMatchObject(found);
  expect(brokenClaimLimits([claim('1Gi')], [bounds])).toHaveLength(
    found.length,
  );
});

it('foretells of a claim that names no size', () => {
  expect(
    brokenClaimLimits([claim()], [claimRange({ min: { storage: '1Gi' } })]),
  ).toEqual([
    {
      bound: 'min',
      part: 'request',
      per: 'PersistentVolumeClaim',
      resource: 'storage',
      limited: '1Gi',
    },
  ]);
});
