import { nextOf } from './OciClient';

it.each<[string, string | undefined, string | undefined]>([
  ['none', undefined, undefined],
  [
    'a path',
    '</v2/_catalog?last=b&n=2>; rel="next"',
    '/v2/_catalog?last=b&n=2',
  ],
  [
    'an address in full',
    '<https://other.example.com/v2/_catalog?n=2>; rel="next"',
    '/v2/_catalog?n=2',
  ],
])('finds the next page: %s', (_, link, next) => {
  expect(nextOf(new Headers(link ? { link } : {}))).toBe(next);
});
