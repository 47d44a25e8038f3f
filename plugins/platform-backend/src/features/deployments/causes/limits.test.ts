import { limitsIn } from './limits';

const forbidden = (said: string) => `pods "web-1" is forbidden: ${said}`;
const memory = {
  bound: 'max',
  resource: 'memory',
  per: 'Container',
  limited: '1Gi',
  part: 'limit',
  asked: '2Gi',
};
const cpu = {
  bound: 'min',
  resource: 'cpu',
  per: 'Container',
  limited: '100m',
  part: 'request',
  asked: '50m',
};
const ratio = {
  bound: 'ratio',
  resource: 'cpu',
  per: 'Container',
  limited: '4',
  part: 'limit',
  asked: '5.5',
};
const above = 'maximum memory usage per Container is 1Gi, but limit is 2Gi';
const below = 'minimum cpu usage per Container is 100m, but request is 50m';
const steep =
  'cpu max limit to request ratio per Container is 4, but provided ratio is 5.500000';

it.each([
  [above, [memory]],
  [below, [cpu]],
  [steep, [ratio]],
  [`[${above}, ${below}, ${steep}]`, [memory, cpu, ratio]],
  [`[${steep}, ${above}]`, [memory, ratio]],
  [
    'maximum memory usage per Pod is 1Gi.  No limit is specified',
    [{ ...memory, per: 'Pod', asked: undefined }],
  ],
  [
    'minimum cpu usage per Container is 0.5.  No request is specified',
    [{ ...cpu, limited: '0.5', asked: undefined }],
  ],
  [
    'cpu max limit to request ratio per Container is 4, but no request is specified or request is 0',
    [{ ...ratio, part: 'request', asked: undefined }],
  ],
])('tells what is out of bounds: %s', (said, broken) => {
  expect(limitsIn(forbidden(said))).toEqual({ kind: 'limit-range', broken });
});

it.each([
  ['a quota', 'exceeded quota: team, requested: pods=1, used: pods=3'],
  ['a policy that speaks of limits', 'maximum memory of 1Gi is our policy'],
])('tells nothing of %s', (_, said) => {
  expect(limitsIn(forbidden(said))).toBeUndefined();
});
