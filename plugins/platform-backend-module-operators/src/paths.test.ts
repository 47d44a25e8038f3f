import { at, filled, parsePath } from './paths';

it.each([
  ['spec', ['spec']],
  ['spec.pools[0].size', ['spec', 'pools', 0, 'size']],
  ['status.jdbc-uri', ['status', 'jdbc-uri']],
  ['', undefined],
  ['.spec', undefined],
  ['spec.', undefined],
  ['spec..size', undefined],
  ['spec[x]', undefined],
  ['a b', undefined],
])('reads the path %j', (text, path) => {
  expect(parsePath(text)).toEqual(path);
});

it('finds nothing where there is nothing, and nothing that is inherited', () => {
  expect(at({ a: [{ b: 1 }] }, ['a', 0, 'b'])).toBe(1);
  expect(at({ a: null }, ['a', 'b'])).toBeUndefined();
  expect(at({}, ['constructor'])).toBeUndefined();
});

it('fills in a text only when all of it is known', () => {
  const object = { metadata: { name: 'orders' }, status: {} };
  expect(filled('{metadata.name}-rw', object)).toBe('orders-rw');
  expect(filled('{status.writeService}', object)).toBeUndefined();
});
