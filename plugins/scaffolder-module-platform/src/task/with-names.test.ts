import { withNames } from './with-names';

const choices = {
  owners: [
    {
      ref: 'group:default/shop',
      title: 'Shop',
      applications: [{ ref: 'system:default/tea', title: 'Tea shop' }],
      environments: [],
    },
    {
      ref: 'group:default/pay',
      title: 'Payments',
      applications: [{ ref: 'system:default/till', title: 'Till' }],
      environments: [],
    },
  ],
  silentClusters: [],
};
const client = {
  choices: async () => choices,
  entities: async (filter: unknown) => [
    { ref: 'component:default/web', title: JSON.stringify(filter) },
  ],
};
const away = async () => {
  throw new Error('The catalog is away');
};

const filter = { kind: 'Component', 'spec.type': 'service' };
const entity = {
  'ui:field': 'PilothouseEntity',
  'ui:options': { catalogFilter: [filter] },
};

it.each([
  [
    { 'ui:field': 'PilothouseTeam' },
    ['group:default/shop', 'group:default/pay'],
    ['Shop', 'Payments'],
  ],
  [
    { 'ui:field': 'PilothouseApplication' },
    ['system:default/tea', 'system:default/till'],
    ['Tea shop', 'Till'],
  ],
  [entity, ['component:default/web'], [JSON.stringify([filter])]],
  [{ 'ui:field': 'EntityPicker' }, undefined, undefined],
  [{ type: 'string' }, undefined, undefined],
])('names what %j keeps', async (field, refs, names) => {
  const schema = { title: 'Page', properties: { kept: field, other: {} } };
  const [told] = await withNames([{ title: 'Page', schema }], client);
  expect(told).toEqual({
    title: 'Page',
    schema: {
      title: 'Page',
      properties: {
        kept: { ...field, ...(refs && { enum: refs, enumNames: names }) },
        other: {},
      },
    },
  });
});

it.each([
  ['nothing is known', { choices: away, entities: away }],
  ['there is nothing', { ...client, entities: async () => [] }],
])('lets every value be where %s', async (_, asked) => {
  const step = { title: 'Page', schema: { properties: { kept: entity } } };
  expect(await withNames([step], asked)).toEqual([step]);
});

it('leaves a page without fields as it is', async () => {
  const step = { title: 'Page', schema: { title: 'Page' } };
  expect(await withNames([step], client)).toEqual([step]);
});

describe('while nobody answers', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('shows the form without names after a few seconds', async () => {
    const step = { title: 'Page', schema: { properties: { kept: entity } } };
    const silent = () => new Promise<never>(() => {});
    const told = withNames([step], { choices: silent, entities: silent });
    await jest.advanceTimersByTimeAsync(3_000);
    expect(await told).toEqual([step]);
  });
});
