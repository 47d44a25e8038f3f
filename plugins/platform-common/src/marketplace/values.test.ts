import {
  isQuantity,
  lackingAt,
  pathsSet,
  withoutPaths,
  type Values,
} from './values';

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

describe('what is required and may be secret', () => {
  const text = { type: 'string' };
  const schema = {
    required: ['size', 'parameters'],
    properties: {
      size: { type: 'integer' },
      parameters: {
        required: ['password', 'user', 'salt'],
        properties: {
          ...{ password: text, user: text, note: text },
          salt: { ...text, default: 'none' },
        },
      },
      backup: { required: ['key'], properties: { key: text } },
    },
  };
  const all = [['parameters'], ['backup', 'key']];

  it.each<[string, Values, string[][], string[]]>([
    [
      'is all of what is required',
      {},
      all,
      ['parameters.password', 'parameters.user'],
    ],
    [
      'is only what is not there',
      { parameters: { user: 'a' } },
      all,
      ['parameters.password'],
    ],
    [
      'is asked for within what is there',
      { parameters: { user: 'a', password: 'b' }, backup: {} },
      all,
      ['backup.key'],
    ],
    ['is nothing that anybody may see', {}, [['backup', 'key']], []],
    [
      'is nothing where all is there',
      { parameters: { user: 'a', password: 'b' } },
      all,
      [],
    ],
  ])('%s', (_, values, paths, lacking) => {
    const told = lackingAt(schema, values, paths).map(path => path.join('.'));
    expect(told).toEqual(lacking);
  });

  it('is nothing where a schema says nothing', () => {
    expect(lackingAt({}, {}, all)).toEqual([]);
    expect(lackingAt({ required: 'all' }, {}, all)).toEqual([]);
  });
});
