import { lasted } from './lasted';

it.each([
  [-5, '0s', '0秒'],
  [0, '0s', '0秒'],
  [340, '0.3s', '0.3秒'],
  [9_949, '9.9s', '9.9秒'],
  [9_950, '10s', '10秒'],
  [42_400, '42s', '42秒'],
  [59_600, '1m', '1分钟'],
  [192_000, '3m 12s', '3分钟12秒'],
  [3_600_000, '1h', '1小时'],
  [3_900_000, '1h 5m', '1小时5分钟'],
])('tells %d ms in both languages', (ms, en, zh) => {
  expect(lasted(ms, 'en')).toBe(en);
  expect(lasted(ms, 'zh')).toBe(zh);
});
