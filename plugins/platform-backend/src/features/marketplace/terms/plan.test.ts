import {
  planAnnotation,
  type Values,
} from '@pilothouse/plugin-platform-common';
import type {
  CustomObject,
  MiddlewareForm,
} from '@pilothouse/plugin-platform-node';
import { postgresql } from '../__testUtils__/scene';
import { planAfter, planIn, withKnownPlan } from './plan';

const words = { en: 'x', zh: 'x' };
const plan = (name: string, values: Values) => ({
  ...{ name, title: words, summary: words, values },
});
/** As items of brokers are: their objects name their plans themselves. */
const brokered = {
  ...postgresql,
  formIn: (_: string, instance?: CustomObject): MiddlewareForm => ({
    schema: {},
    fields: [],
    plans: instance
      ? [
          plan(String(Object(instance.spec).plan), {}),
          ...['free', 'paid'].map(name => plan(name, { plan: name })),
        ]
      : [plan('free', { class: 'db', plan: 'free' })],
  }),
};
const had = (name: string) => ({
  metadata: { annotations: { [planAnnotation]: name } },
  spec: { plan: name },
});
const plain = { spec: { instances: 1 } };

it.each<[string, typeof postgresql, CustomObject, string | undefined]>([
  ['its annotation', postgresql, had('small'), 'small'],
  ['nothing', postgresql, plain, undefined],
  ['itself', brokered, had('paid'), 'paid'],
])('tells the plan of an instance by %s', (_, item, object, expected) => {
  expect(planIn(item, 'east', object)).toBe(expected);
});

it.each<
  [
    typeof postgresql,
    string | undefined,
    { before?: CustomObject; after: CustomObject },
    string | undefined,
  ]
>([
  [postgresql, 'small', { after: plain }, 'small'],
  [postgresql, undefined, { before: had('small'), after: plain }, 'small'],
  [postgresql, 'safe', { before: had('small'), after: plain }, 'safe'],
  [brokered, 'x', { after: { spec: { class: 'db', plan: 'free' } } }, 'free'],
  [brokered, undefined, { before: had('free'), after: had('paid') }, 'paid'],
  [brokered, undefined, { after: { spec: { plan: 'own' } } }, 'own'],
])(
  'tells the plan after an order (case %#)',
  (item, named, tried, expected) => {
    const request = { cluster: 'east', plan: named };
    expect(planAfter(item, request, tried)).toBe(expected);
  },
);

it('records only plans that there are, and where nothing else names them', () => {
  expect(withKnownPlan(postgresql, { plan: 'small' })).toEqual({
    plan: 'small',
  });
  expect(withKnownPlan(postgresql, {})).toEqual({});
  expect(withKnownPlan(brokered, { plan: 'free' }).plan).toBeUndefined();
  expect(() => withKnownPlan(postgresql, { plan: 'x' })).toThrow(
    'PostgreSQL has no plan x; there are small',
  );
});
