import type { Values } from '@pilothouse/plugin-platform-common';
import { shelved, version as versionOf } from '../__testUtils__/scene';
import type { ChartVersion } from './Chart';
import { secretPaths } from './form';
import { chartItems, orphanItem } from './item';
import { hostedName, itemName } from './names';
import type { ShelvedSource } from './Shelf';

const only = (...args: Parameters<typeof chartItems>) => {
  const [found, ...more] = chartItems(...args);
  expect(more).toEqual([]);
  if (!found) throw new Error('there is none');
  return found.item;
};
const release = (name: string, version = '1.1.0') => ({
  metadata: { name },
  spec: { version },
  status: {
    item: 'helm-charts-valkey',
    services: [{ name: 'cache', port: 6379 }, { name: 'cache-metrics' }],
  },
});

it('tells what the chart says of itself', () => {
  const item = only(
    shelved({
      home: 'https://valkey.io',
      appVersion: '8.1',
      readme: '# Valkey\n\n[![badge](x)](y)\n\nA fast store.\n',
      annotations: { 'pilothouse.dev/summary-zh': '键值存储' },
    }),
    {},
  );
  expect(item).toMatchObject({
    name: 'helm-charts-valkey',
    title: 'valkey',
    summary: { en: 'Key-value store', zh: '键值存储' },
    details: { en: 'A fast store.' },
    category: 'cache',
    tags: ['cache'],
    operator: {
      name: 'Helm (registry.example.com/charts/valkey)',
      url: 'https://valkey.io',
    },
  });
});

it('leads nobody to what is no page', () => {
  const { operator } = only(shelved({ home: 'data:text/html,x' }), {});
  expect(operator.url).toBeUndefined();
});

it('has a plan for each version, with what that asks for', () => {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    properties: { auth: { $ref: '#/definitions/auth' } },
    definitions: { auth: { type: 'object' } },
  };
  const item = only(shelved({ schema }), {});
  const form = item.formIn?.('east');
  expect(form?.plans.map(({ name, values }) => [name, values])).toEqual([
    ['1.1.0', { version: '1.1.0' }],
    ['1.0.0', { version: '1.0.0' }],
  ]);
  expect(form?.schema).toMatchObject({
    definitions: { auth: { type: 'object' } },
    properties: { values: { properties: { auth: {} } } },
  });
});

it('begins a change with the version that there is, also one that is in no registry', () => {
  const item = only(shelved(), {});
  const plansOf = (version: string) =>
    item
      .formIn?.('east', release('cache', version))
      .plans.map(({ name, values }) => [name, values]);
  expect(plansOf('1.0.0')).toEqual([
    ['1.0.0', {}],
    ['1.1.0', { version: '1.1.0' }],
  ]);
  expect(plansOf('0.9.0')?.[0]).toEqual(['0.9.0', {}]);
});

it('finds credentials and Services by what the chart says, and the configuration over it', () => {
  const item = only(
    shelved({
      annotations: {
        'pilothouse.dev/credentials': '${release}-auth',
        'pilothouse.dev/credential-keys': 'username, password',
      },
    }),
    { valkey: { 'pilothouse.dev/endpoints': '${release}' } },
  );
  expect(item.credentialsOf(release('cache'))).toMatchObject([
    { secret: 'cache-auth', keys: ['username', 'password'] },
  ]);
  expect(item.endpointsOf(release('cache'))).toEqual([
    {
      title: { en: 'cache', zh: 'cache' },
      to: { service: 'cache', port: 6379 },
    },
  ]);
});

it('names no credentials where nothing tells of any', () => {
  expect(only(shelved(), {}).credentialsOf(release('cache'))).toEqual([]);
});

it('hides values that are secret by their schema, or as the chart says', () => {
  const schema = {
    properties: {
      auth: {
        properties: { password: { type: 'string', format: 'password' } },
      },
    },
  };
  const annotations = { 'pilothouse.dev/sensitive-values': 'token' };
  expect(only(shelved({ schema, annotations }), {}).sensitive).toEqual([
    ['values', 'auth', 'password'],
    ['values', 'token'],
  ]);
});

const password = { type: 'string', format: 'password' };

it.each<[string, object, string[][]]>([
  ['at the top', password, [[]]],
  [
    'behind a reference',
    {
      $defs: { 'a/b': { properties: { password } } },
      properties: { auth: { $ref: '#/$defs/a~1b' } },
    },
    [['auth', 'password']],
  ],
  [
    'of one that refers to itself',
    {
      $defs: {
        node: { properties: { password, next: { $ref: '#/$defs/node' } } },
      },
      $ref: '#/$defs/node',
    },
    [['password']],
  ],
  [
    'in what holds sometimes',
    {
      allOf: [{ properties: { a: password } }],
      anyOf: [{ properties: { b: password } }],
      oneOf: [{ properties: { c: password } }],
      then: { properties: { d: { writeOnly: true } } },
    },
    [['a'], ['b'], ['c'], ['d']],
  ],
  [
    'of each of a list',
    { properties: { users: { items: { properties: { password } } } } },
    [['users']],
  ],
  [
    'of any name',
    { properties: { users: { additionalProperties: password } } },
    [['users']],
  ],
  ['nowhere', { properties: { a: { $ref: '#/nowhere' }, b: true } }, []],
])('hides what is secret %s', (_, schema, expected) => {
  expect(secretPaths(schema as Values)).toEqual(
    expected.map(path => ['values', ...path]),
  );
});

it('hides all values of a chart of which nothing is known', () => {
  expect(orphanItem('helm-gone', () => true).sensitive).toEqual([['values']]);
});

it('hides all where a schema is too tangled to be followed', () => {
  const $defs = Object.fromEntries(
    Array.from({ length: 30 }, (_, i) => {
      const next = { $ref: `#/$defs/${i + 1}` };
      return [i, { allOf: [next, { ...next }] }];
    }),
  );
  expect(secretPaths({ $defs, $ref: '#/$defs/0' })).toEqual([['values']]);
});

it.each([
  ['what Helm made', 'cache', 'cache', true],
  ['nothing of another release', 'other', 'cache', false],
  ['nothing that Helm did not make', 'cache', undefined, false],
] as const)('has for its parts %s', (_, name, owner, expected) => {
  const item = only(shelved(), {});
  const annotations = owner && { 'meta.helm.sh/release-name': owner };
  const other = { metadata: { namespace: 'shop-dev', annotations } };
  expect(item.hasPart?.(release(name), other)).toBe(expected);
});

it('cannot be ordered where there is no Helm, and says why', () => {
  const item = only({ ...shelved(), helm: 'there is none' }, {});
  expect(item.offerIn?.('east')?.trouble).toMatchObject({
    closed: true,
    message: 'there is none',
  });
});

it('stays when its registry does not answer, and says so', () => {
  const [source] = shelved().sources;
  const trouble = { message: 'refused', since: '2030-01-02T03:04:05.000Z' };
  const sources = source ? [{ ...source, trouble }] : [];
  expect(only({ sources }, {}).offerIn?.('east')?.trouble).toMatchObject({
    closed: false,
    ...trouble,
  });
});

it('is not passed over where its registry could never be read', () => {
  const trouble = { message: 'refused', since: '2030-01-02T03:04:05.000Z' };
  const title = 'registry.example.com/charts';
  const item = only({ sources: [{ title, lines: [], trouble }] }, {});
  expect(item).toMatchObject({ name: 'helm-charts', title });
  expect(item.offerIn?.('east')?.trouble?.closed).toBe(true);
});

it('says that a chart is deprecated', () => {
  const item = only(shelved({ deprecated: true }), {});
  expect(item.offerIn?.('east')?.trouble).toMatchObject({
    closed: false,
    words: { en: expect.stringMatching(/deprecated/) },
  });
});

describe('two charts of one path', () => {
  const at = (host: string, held?: ChartVersion): ShelvedSource => {
    const title = `${host}.example.com/charts`;
    return held
      ? { title, lines: [{ reference: `${title}/valkey`, versions: [held] }] }
      : { title, lines: [], trouble: { message: 'down', since: 'now' } };
  };
  const one = at('one', versionOf('1.0.0'));
  const two = at('two', versionOf('2.0.0'));
  const namesIn = (...sources: ShelvedSource[]) =>
    chartItems({ sources }, {}).map(({ item, line }) => [
      item.name,
      line?.reference.split('.')[0],
    ]);

  it('have two names, whichever of their registries can be read', () => {
    const theirs = ['helm-two-example-com-charts-valkey', 'two'];
    expect(namesIn(one, two)).toEqual([['helm-charts-valkey', 'one'], theirs]);
    expect(namesIn(at('one'), two)).toEqual([
      ['helm-charts', undefined],
      theirs,
    ]);
    expect(namesIn(one, at('two'))).toEqual([
      ['helm-charts-valkey', 'one'],
      ['helm-two-example-com-charts', undefined],
    ]);
  });

  it('are one where they are of one registry, as a project and by itself', () => {
    const itself = { ...one, title: 'one.example.com/charts/valkey' };
    expect(namesIn(one, itself)).toEqual([['helm-charts-valkey', 'one']]);
  });

  it.each<[string, object, 'none' | 'one' | 'two']>([
    [
      'says so',
      { chart: 'two.example.com/charts/valkey', item: 'helm-charts-valkey' },
      'two',
    ],
    [
      'says so',
      { chart: 'one.example.com/charts/valkey', item: 'helm-charts-valkey-2' },
      'one',
    ],
    ['has its name', { item: 'helm-charts-valkey' }, 'one'],
    ['had its name', { item: 'helm-charts-valkey-2' }, 'two'],
    [
      'is of another',
      { chart: 'x.example.com/charts/valkey', item: 'helm-charts-valkey' },
      'none',
    ],
  ])('each have the release that %s: %j', (_, status, expected) => {
    const owners = chartItems({ sources: [one, two] }, {}).filter(({ item }) =>
      item.isOf?.({ status }),
    );
    expect(
      owners.map(({ line }) => line?.reference.split('.')[0]).join() || 'none',
    ).toBe(expected);
  });

  it('leave releases with the chart whose digest they have, when it had the name alone', () => {
    const none = { ...at('one', versionOf('1.0.0')), lines: [] };
    const [item] = chartItems({ sources: [none, two] }, {});
    const status = { item: 'helm-charts-valkey', digest: 'sha256:2.0.0' };
    expect(item?.item.isOf?.({ status })).toBe(true);
    expect(item?.item.isOf?.({ status: { ...status, digest: 'x' } })).toBe(
      false,
    );
  });
});

it.each([
  ['localhost:5000/charts/Valkey_8', 'helm-charts-valkey-8'],
  [`host/${'a'.repeat(90)}`, `helm-${'a'.repeat(52)}`],
])('names the item of %s', (reference, name) => {
  expect(itemName(reference)).toBe(name);
});

it('names what is too long by all of it', () => {
  const long = (end: string) => hostedName(`host/${'a'.repeat(90)}${end}`);
  expect(long('b')).toHaveLength(57);
  expect(long('b')).not.toBe(long('c'));
});
