import { urlOf } from './url';

const origin = 'https://cluster.example.com:6443';

it.each([
  ['/api/v1/pods', '/api/v1/pods'],
  ['/api/v1/pods?watch=1&a=b%2Fc?', '/api/v1/pods?watch=1&a=b%2Fc?'],
  ['/api/v1/a%2Fb', '/api/v1/a%2Fb'],
  ['//evil.example.com/x', '//evil.example.com/x'],
  ['\\\\evil.example.com/x', '//evil.example.com/x'],
  ['https://evil.example.com/x', '/https://evil.example.com/x'],
  ['@evil.example.com/x', '/@evil.example.com/x'],
])('stays at its origin with %s', (target, expected) => {
  expect(urlOf(origin, target).href).toBe(`${origin}${expected}`);
});
