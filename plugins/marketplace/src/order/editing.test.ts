import type { OrderForm, Place } from '@pilothouse/plugin-platform-common';
import {
  atPlace,
  beginning,
  changedFields,
  formWith,
  requestOf,
  withPlan,
  withoutBlanks,
} from './editing';

const place = (namespace: string, allowed = true): Place => ({
  cluster: 'east',
  namespace,
  ability: allowed
    ? { allowed: true }
    : { allowed: false, because: { kind: 'not-permitted' } },
});
const words = { en: 'x', zh: 'x' };
const form = (...places: Place[]): OrderForm => ({
  item: {
    name: 'postgresql',
    title: 'PostgreSQL',
    summary: words,
    category: 'database',
    operator: { name: 'CloudNativePG' },
    kind: 'Cluster',
    operations: [],
    offers: [],
  },
  cluster: 'east',
  resource: { group: 'x.io', version: 'v1', plural: 'clusters' },
  schema: {},
  fields: [],
  plans: [
    { name: 'small', title: words, summary: words, values: { instances: 1 } },
  ],
  places,
});

it.each<[string, Place[], string | undefined]>([
  ['the one place there is', [place('dev')], 'dev'],
  ['the one where one may order', [place('dev'), place('prod', false)], 'dev'],
  ['no place of several', [place('dev'), place('prod')], undefined],
  ['no place where one may not order', [place('prod', false)], undefined],
])('begins with %s', (_, places, namespace) => {
  const entered = beginning(form(...places));
  expect(entered.place?.namespace).toBe(namespace);
  expect(entered).toMatchObject({ plan: 'small', values: { instances: 1 } });
});

const entered = {
  name: 'orders',
  place: place('dev'),
  values: { instances: 1, storage: { class: '' } },
  extra: ' ',
};

it.each<[string, object, object | undefined]>([
  [
    'enough was entered',
    {},
    {
      item: 'postgresql',
      cluster: 'east',
      namespace: 'dev',
      name: 'orders',
      values: { instances: 1 },
    },
  ],
  ['other fields were written', { extra: 'a: 1' }, { extra: 'a: 1' }],
  ['there is no name', { name: '' }, undefined],
  ['the name is none', { name: 'Orders!' }, undefined],
  ['the name is too long', { name: 'o'.repeat(41) }, undefined],
  ['there is no place', { place: undefined }, undefined],
])('knows what is wanted when %s', (_, part, wanted) => {
  const request = requestOf(form(), { ...entered, ...part });
  expect({ request }).toMatchObject({ request: wanted });
});

it('says which backup is restored', () => {
  const restores = { backup: 'b1', of: 'orders', name: 'orders-restored' };
  expect(requestOf({ ...form(), restores }, entered)?.restores).toBe('b1');
  expect(requestOf(form(), entered)).not.toHaveProperty('restores');
});

it('leaves out what was left empty, and nothing else', () => {
  const values = {
    a: '',
    b: { c: undefined, d: { e: '' } },
    f: 0,
    g: false,
    h: [],
  };
  expect(withoutBlanks(values)).toEqual({ f: 0, g: false, h: [] });
});

it('keeps an object without fields that the plan has, as some mean something by it', () => {
  const values = { operators: { users: {}, topics: {} }, storage: {} };
  const [small] = form().plans;
  const plans = [{ ...small, values: { operators: { users: {} } } }];
  expect(
    requestOf({ ...form(), plans }, { ...entered, plan: 'small', values })
      ?.values,
  ).toEqual({ operators: { users: {} } });
});

it.each<[string, object, object, object]>([
  ['nothing', { a: 1, b: { c: [1] } }, { b: { c: [1] }, a: 1 }, {}],
  ['another value', { a: 1, b: 2 }, { a: 3, b: 2 }, { a: 3 }],
  [
    'one of several fields',
    { s: { size: '1Gi', class: 'x' } },
    { s: { size: '2Gi', class: 'x' } },
    { s: { size: '2Gi' } },
  ],
  ['a field that was emptied', { a: 'x' }, { a: '' }, { a: null }],
  ['a field that is gone', { s: { a: 'x' } }, { s: {} }, { s: { a: null } }],
  ['a field that stays empty', {}, { a: '', s: { b: undefined } }, {}],
  ['a field that was not set', {}, { s: { a: 0 } }, { s: { a: 0 } }],
  ['another list', { l: [1, 2] }, { l: [1] }, { l: [1] }],
])('asks for %s', (_, before, after, change) => {
  expect(changedFields({ ...before }, { ...after })).toEqual(change);
});

describe('with defaults of environments', () => {
  const dev = { ...place('dev'), environment: 'dev' };
  const prod = { ...place('prod'), environment: 'prod' };
  const withTerms: OrderForm = {
    ...form(dev, prod),
    terms: [
      { environments: ['dev'], defaults: { class: 'slow' } },
      { environments: ['prod'], defaults: { instances: 3, class: 'fast' } },
    ],
  };
  const [small] = withTerms.plans;
  const begun = { ...beginning(withTerms), name: 'orders' };

  it('begins with those of the only place', () => {
    expect(beginning({ ...withTerms, places: [prod] }).values).toEqual({
      instances: 3,
      class: 'fast',
    });
    expect(begun.values).toEqual({ instances: 1 });
  });

  it('takes those of the place that is chosen, and keeps what was entered', () => {
    const there = atPlace(begun, withTerms, dev);
    expect(there).toMatchObject({ place: dev, values: { class: 'slow' } });
    const changed = { ...there, values: { instances: 2, class: 'slow' } };
    expect(atPlace(changed, withTerms, prod).values).toEqual({
      instances: 2,
      class: 'fast',
    });
  });

  it('has them with a plan, and none for what is restored', () => {
    if (!small) throw new Error('no plan');
    expect(withPlan({}, small, withTerms, prod)).toMatchObject({
      instances: 3,
    });
    const restores = { backup: 'b1', of: 'orders', name: 'orders-restored' };
    const restoring = { ...withTerms, restores };
    expect(withPlan({}, small, restoring, prod)).toEqual({ instances: 1 });
  });

  it('names the plan, where there is one', () => {
    const chosen = { ...begun, place: dev };
    expect(requestOf(withTerms, chosen)?.plan).toBe('small');
    const none = requestOf(withTerms, { ...chosen, plan: '-' });
    expect(none).not.toHaveProperty('plan');
  });
});

describe('a plan that asks for things of its own', () => {
  const own = {
    name: 'large',
    title: words,
    summary: words,
    values: { plan: 'large' },
    schema: { type: 'object' },
  };
  const asks: OrderForm = {
    ...form(place('dev')),
    fields: [{ path: ['parameters'], title: words }],
    plans: [own],
  };

  it('keeps what was entered, and not what another plan has', () => {
    const entered_ = { plan: 'small', parameters: { size: 3 } };
    const [here] = asks.places;
    expect(withPlan(entered_, own, asks, here)).toEqual({
      plan: 'large',
      parameters: { size: 3 },
    });
    const preset = { ...own, schema: undefined };
    expect(withPlan(entered_, preset, asks, here)).toEqual({
      plan: 'large',
    });
  });

  it('has the form show that', () => {
    expect(formWith(asks, 'large').schema).toEqual({ type: 'object' });
    expect(formWith(asks, 'none').schema).toEqual({});
  });

  it('is ordered as the cluster of the place names it, and not before that is told', () => {
    const chosen = {
      ...entered,
      plan: 'large',
      values: { plan: 'big', parameters: { size: 3 } },
    };
    expect(requestOf(asks, chosen)?.values).toEqual({
      plan: 'large',
      parameters: { size: 3 },
    });
    const elsewhere = { ...asks, cluster: 'west' };
    expect(requestOf(elsewhere, chosen)).toBeUndefined();
    expect(requestOf(asks, { ...chosen, plan: 'gone' })).toBeUndefined();
  });
});
