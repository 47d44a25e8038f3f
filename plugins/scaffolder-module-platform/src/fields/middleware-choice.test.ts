import type { OrderForm } from '@pilothouse/plugin-platform-common';
import { itemOf, offerOf } from './middleware-choice';

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
    { kind: 'plans', environment: 'dev', plans },
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
    { kind: 'plans', environment: 'test', plans },
  ],
])('%j in %j is offered %j', (owner, environments, offer) => {
  expect(offerOf({ places, plans }, { owner, environments })).toEqual(offer);
});

it('takes the item from the template, and tells its author when there is none', () => {
  expect(itemOf({ 'ui:options': { item: 'postgresql' } })).toBe('postgresql');
  expect(() => itemOf({})).toThrow('ui:options.item');
});
