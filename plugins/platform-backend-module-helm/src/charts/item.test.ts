import { shelved } from '../__testUtils__/scene';
import { chartItems, itemName } from './item';

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

it('takes along what Helm made, but for what is to be kept', () => {
  const item = only(shelved(), {});
  const made = (annotations: Record<string, string>) => ({
    metadata: { namespace: 'shop-dev', annotations },
  });
  const own = { 'meta.helm.sh/release-name': 'cache' };
  expect(item.takesAlong?.(release('cache'), made(own))).toBe(true);
  expect(item.takesAlong?.(release('other'), made(own))).toBe(false);
  expect(
    item.takesAlong?.(
      release('cache'),
      made({ ...own, 'helm.sh/resource-policy': 'keep' }),
    ),
  ).toBe(false);
  expect(item.takesAlong?.({}, {})).toBe(false);
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

it('gives two charts of one path two names', () => {
  const [source] = shelved().sources;
  const sources = source
    ? [
        source,
        {
          ...source,
          lines: source.lines.map(line => ({
            ...line,
            reference: 'other.example.com/charts/valkey',
          })),
        },
      ]
    : [];
  expect(chartItems({ sources }, {}).map(({ item }) => item.name)).toEqual([
    'helm-charts-valkey',
    'helm-charts-valkey-2',
  ]);
});

it.each([
  ['localhost:5000/charts/Valkey_8', 'helm-charts-valkey-8'],
  [`host/${'a'.repeat(90)}`, `helm-${'a'.repeat(52)}`],
])('names the item of %s', (reference, name) => {
  expect(itemName(reference)).toBe(name);
});
