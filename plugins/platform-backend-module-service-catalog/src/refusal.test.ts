import {
  cluster,
  instance,
  provisioned,
  redisClass,
  redisPlan,
} from './__testUtils__/scene';
import { findItems } from './find';

type Fields = Record<string, unknown>;

const classFields = {
  clusterServiceClassName: 'class-1',
  clusterServiceClassExternalID: 'class-1',
  clusterServiceClassExternalName: 'redis',
};
const planFields = {
  clusterServicePlanName: 'plan-large',
  clusterServicePlanExternalID: 'plan-large',
  clusterServicePlanExternalName: 'large',
};
const taken = {
  clusterServiceClassRef: { name: 'class-1' },
  clusterServicePlanRef: { name: 'plan-small' },
};
const small = {
  clusterServiceClassExternalName: 'redis',
  clusterServicePlanExternalName: 'small',
};
const object = (spec: Fields) => ({
  metadata: { namespace: 'shop-dev', name: 'cache' },
  spec,
});
const other = {
  ...redisClass({ externalName: 'other', externalID: 'class-2' }),
  metadata: { name: 'class-2' },
};
const otherPlan = redisPlan('other', {
  clusterServiceClassRef: { name: 'class-2' },
});
const east = () =>
  cluster('east', {
    classes: [redisClass(), other],
    plans: [redisPlan('small'), redisPlan('large'), otherPlan],
  });
const redis = (clusters = [east()]) => {
  const item = findItems(clusters).find(({ title, name }) =>
    `${title} ${name}`.startsWith('Redis class-1'),
  );
  if (!item?.refusalOf || !item.formIn) throw new Error('There is no Redis');
  return { refusalOf: item.refusalOf, formIn: item.formIn };
};

const pairs = Object.entries(classFields).flatMap(classField =>
  Object.entries(planFields).map(planField => [classField, planField] as const),
);

it.each(pairs)('reads class and plan by %j and %j', (classField, planField) => {
  const after = object(Object.fromEntries([classField, planField]));
  const { refusalOf, formIn } = redis();
  expect(refusalOf('east', { after })).toBeUndefined();
  expect(formIn('east', after).plans[0]?.name).toBe('large');
});

it.each(Object.entries(planFields))(
  'reads the plan that a change names by %s, whatever was found before',
  (field, value) => {
    const before = object({
      clusterServiceClassExternalName: 'redis',
      [field]: value.replace('large', 'small'),
      ...taken,
    });
    const after = object({ ...before.spec, [field]: value });
    const { refusalOf, formIn } = redis();
    expect(refusalOf('east', { before, after })).toBeUndefined();
    expect(formIn('east', after).plans[0]?.name).toBe('large');
  },
);

it.each<[string, Fields, RegExp]>([
  ...Object.keys(classFields).map((field): [string, Fields, RegExp] => [
    `another class by ${field}`,
    { [field]: field.endsWith('ExternalName') ? 'other' : 'class-2' },
    /Another class/,
  ]),
  ...Object.entries(classFields)
    .slice(0, 2)
    .map(([field, value]): [string, Fields, RegExp] => [
      `its class by ${field} as well`,
      { ...small, [field]: value },
      /Name the class in one field; it is in clusterServiceClass\w+, cluster/,
    ]),
  ...Object.entries(planFields)
    .slice(0, 2)
    .map(([field, value]): [string, Fields, RegExp] => [
      `another plan by ${field}`,
      { ...small, [field]: value },
      /Name the plan in one field; it is in clusterServicePlan\w+, cluster/,
    ]),
  [
    'a class of the namespace as well',
    { ...small, serviceClassName: 'class-1' },
    /Name the class in one field/,
  ],
  [
    'a plan of the namespace as well',
    { ...small, servicePlanName: 'plan-large' },
    /Name the plan in one field/,
  ],
  [
    'a plan that there is not',
    { ...small, clusterServicePlanExternalName: 'huge' },
    /no plan huge/,
  ],
  [
    'no plan of several',
    { clusterServiceClassExternalName: 'redis' },
    /Name one of the plans/,
  ],
  [
    'what the controller finds',
    { ...small, clusterServicePlanRef: { name: 'plan-small' } },
    /Leave clusterServicePlanRef to the controller/,
  ],
  [
    'the class that the controller finds',
    { ...small, clusterServiceClassRef: { name: 'class-2' } },
    /Leave clusterServiceClassRef to the controller/,
  ],
])('refuses a new one that names %s', (_, spec, words) => {
  expect(redis().refusalOf('east', { after: object(spec) })).toMatch(words);
});

it.each<[string, Fields, RegExp]>([
  [
    'another class before it was found',
    { clusterServiceClassExternalName: 'other' },
    /Another class/,
  ],
  [
    'its plan in two fields',
    { clusterServicePlanName: 'plan-large' },
    /Name the plan in one field/,
  ],
])('refuses a change that names %s', (_, change, words) => {
  const before = object(small);
  const after = object({ ...small, ...change });
  expect(redis().refusalOf('east', { before, after })).toMatch(words);
});

it.each<[string, Fields, Fields]>([
  ['keeps what was named twice by hand', taken, planFields],
  ['keeps a plan that no catalog has', {}, { clusterServicePlanName: 'gone' }],
  ['loses what was found of another plan', { ...taken }, {}],
])('lets a change pass that %s', (_, found, named) => {
  const spec = { clusterServiceClassExternalName: 'redis', ...named };
  const plan = Object.keys(named).length
    ? spec
    : { ...spec, clusterServicePlanExternalName: 'small' };
  const before = object({ ...plan, ...found });
  const after = object({ ...plan, parameters: { more: true } });
  expect(redis().refusalOf('east', { before, after })).toBeUndefined();
});

it('reads names by what the cluster of the order calls so', () => {
  const theirs = { ...redisClass(), metadata: { name: 'class-0' } };
  const clusters = [
    cluster('east', {
      classes: [theirs],
      plans: [
        redisPlan('small', { clusterServiceClassRef: { name: 'class-0' } }),
      ],
    }),
    cluster('west'),
  ];
  const { refusalOf, formIn } = redis(clusters);
  const after = object(small);
  expect(refusalOf('west', { after })).toBeUndefined();
  expect(refusalOf('east', { after })).toMatch(/Another class/);
  expect(formIn('west', after).plans[0]?.name).toBe('small');
});

it('tells the plan that is wanted of an instance that changes to it', () => {
  const changing = instance(provisioned, {
    spec: { clusterServicePlanExternalName: 'large' },
  });
  expect(redis().formIn('east', changing).plans[0]?.name).toBe('large');
});
