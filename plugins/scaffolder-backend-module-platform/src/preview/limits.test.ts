import { limitText } from './limits';

const of = { resource: 'cpu', per: 'Container' };

it.each([
  ['max', 'limit', '2', '1', 'limits.cpu 2 (max 1)'],
  ['min', 'request', '50m', '0.1', 'requests.cpu 50m (min 0.1)'],
  ['min', 'request', undefined, '0.1', 'requests.cpu – (min 0.1)'],
  [
    'ratio',
    'limit',
    '5',
    '4',
    'limits.cpu/requests.cpu 5 (maxLimitRequestRatio 4)',
  ],
  [
    'ratio',
    'request',
    undefined,
    '4',
    'requests.cpu – (maxLimitRequestRatio 4)',
  ],
] as const)('%s of a %s %s, %s, is %s', (bound, part, asked, limited, text) => {
  expect(limitText({ ...of, bound, part, asked, limited })).toBe(text);
});
