import type {
  Container,
  LimitRange,
  LimitRangeItem,
} from 'kubernetes-types/core/v1';
import { brokenLimits } from './limit-ranges';

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
