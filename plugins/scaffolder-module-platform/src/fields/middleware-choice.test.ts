import type { Item, OrderForm } from '@pilothouse/plugin-platform-common';
import {
  changesOf,
  isUnfinished,
  itemOf,
  offerOf,
  openPart,
  orderable,
} from './middleware-choice';

const words = { en: 'Small', zh: '小型' };
const plans = [{ name: 'small', title: words, summary: words, values: {} }];
const place = (
  tenant: string,
  environment: string,
  allowed = true,
): OrderForm['places'][number] => ({
  ...{ cluster: 'east', namespace: `${tenant}-${environment}` },
  ...{ tenant, environment },
  ability: allowed ? { allowed } : { allowed, because: { kind: 'cluster' } },
});
const places = [
  place('shop', 'dev'),
  place('shop', 'prod', false),
  place('payments', 'test'),
];

it.each([
  [undefined, ['dev'], { kind: 'team-first' }],
  ['group:default/shop', [], { kind: 'environment-first' }],
  [
    'group:default/shop',
    ['dev', 'prod'],
    { kind: 'plans', environment: 'dev', cluster: 'east', plans },
  ],
  [
    'group:default/shop',
    ['prod', 'dev'],
    { kind: 'not-allowed', environment: 'prod' },
  ],
  ['group:default/shop', ['test'], { kind: 'no-place', environment: 'test' }],
  [
    'group:default/payments',
    ['test'],
    { kind: 'plans', environment: 'test', cluster: 'east', plans },
  ],
])('%j in %j is offered %j', (owner, environments, offer) => {
  expect(offerOf({ places, plans }, { owner, environments })).toEqual(offer);
});

it('takes the item from the template, or any', () => {
  expect(itemOf({ 'ui:options': { item: 'postgresql' } })).toBe('postgresql');
  expect(itemOf({})).toBeUndefined();
});

it('offers no plan that is closed in the environment', () => {
  const wish = { owner: 'group:default/shop', environments: ['dev'] };
  const terms = [{ plans: ['small'], environments: ['dev'], instances: 0 }];
  expect(offerOf({ places, plans, terms }, wish)).toMatchObject({ plans: [] });
});

it('offers items that are open somewhere, by title', () => {
  const item = (name: string, offers: Item['offers']): Item => ({
    ...{ name, title: name, summary: words, category: 'other', kind: 'X' },
    ...{ operator: { name: 'o' }, operations: [], offers },
  });
  const open = { cluster: 'east', version: 'v1' };
  const trouble = { words, closed: true };
  const items = {
    b: item('b', [open]),
    a: item('a', [{ ...open, trouble }, open]),
    c: item('c', [{ cluster: 'east' }]),
    d: item('d', [{ ...open, trouble }]),
    e: { ...item('e', [open]), composed: true },
  };
  expect(orderable(items).map(({ name }) => name)).toEqual(['a', 'b', 'e']);
});

it('tells what was changed of a plan, and what was emptied', () => {
  const fields = [['size'], ['storage', 'size'], ['storage', 'class']].map(
    path => ({ path, title: words }),
  );
  const proposed = { size: 1, storage: { size: '1Gi', class: 'fast' }, x: 1 };
  const entered = { size: 1, storage: { size: '2Gi', class: '' }, x: 2 };
  expect(changesOf(fields, proposed, entered)).toEqual({
    storage: { size: '2Gi', class: null },
  });
  expect(changesOf(fields, proposed, proposed)).toEqual({});
  expect(changesOf(fields, {}, { size: '' })).toEqual({});
});

it('asks for nothing that may be secret', () => {
  const field = (...path: string[]) => ({ path, title: { en: 'x', zh: 'x' } });
  const text = { type: 'string' };
  const auth = (properties: object, ...required: string[]) => ({
    type: 'object',
    ...{ properties, required },
  });
  const form = {
    fields: [field('auth'), field('parameters'), field('parameters', 'key')],
    sensitive: [['auth', 'password'], ['users', 'token'], ['parameters']],
    schema: {
      properties: {
        auth: auth({ user: text, password: text }, 'user', 'password'),
        users: { type: 'array', items: auth({ name: text, token: text }) },
        parameters: { type: 'object' },
      },
    },
  };
  expect(
    openPart(form, { auth: { user: 'a', password: 'x' }, parameters: {} }),
  ).toEqual({
    fields: [field('auth')],
    schema: {
      properties: {
        auth: auth({ user: text }, 'user'),
        users: { type: 'array', items: auth({ name: text }) },
      },
    },
    proposed: { auth: { user: 'a' } },
  });
});

it.each<[unknown, boolean]>([
  [undefined, false],
  ['small', false],
  [{}, false],
  [{ item: 'cache' }, true],
  [{ item: 'cache', plan: '' }, true],
  [{ item: 'cache', plan: 'small' }, false],
])('knows whether %j has yet to get a plan', (value, expected) => {
  expect(isUnfinished(value)).toBe(expected);
});
