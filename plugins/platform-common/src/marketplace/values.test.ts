import { isQuantity, pathsSet, withoutPaths, type Values } from './values';

it.each<[unknown, boolean]>([
  ['500m', true],
  ['1Gi', true],
  ['0.5', true],
  ['.5G', true],
  ['1e3', true],
  ['100u', true],
  [2, true],
  ['lots<b>', false],
  ['1 Gi', false],
  ['1GB', false],
  ['1gi', false],
  ['-1Gi', false],
  [-1, false],
  ['', false],
  ['Gi', false],
  [true, false],
  [{}, false],
])('knows whether %j is an amount', (value, expected) => {
  expect(isQuantity(value)).toBe(expected);
});

const secrets = [['auth', 'password'], ['users', 'token'], ['parameters']];

it.each<[Values, Values, string[]]>([
  [{ size: 1 }, { size: 1 }, []],
  [
    { auth: { password: 'x', user: 'a' } },
    { auth: { user: 'a' } },
    ['auth.password'],
  ],
  [
    { users: [{ token: 'x', name: 'a' }, { name: 'b' }] },
    { users: [{ name: 'a' }, { name: 'b' }] },
    ['users.token'],
  ],
  [{ parameters: { key: 'x' } }, {}, ['parameters']],
  [{ parameters: null }, {}, []],
  [{ auth: 'text' }, { auth: 'text' }, []],
])('finds and leaves out what %j has at paths', (values, left, found) => {
  expect(withoutPaths(values, secrets)).toEqual(left);
  expect(pathsSet(values, secrets).map(path => path.join('.'))).toEqual(found);
});
