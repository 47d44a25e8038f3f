import type { Exceeded, Price, Term } from '@pilothouse/plugin-platform-common';
import type { MiddlewareDemand } from '@pilothouse/plugin-platform-node';
import { costBy, costOf, exceededBy, type Asked } from './decide';

const rates: Price = {
  currency: 'EUR',
  month: 4,
  per: {
    'requests.cpu': { each: '1', month: 10 },
    'requests.storage': { each: '1Gi', month: 0.1 },
  },
};
const demand: MiddlewareDemand = [
  { resource: 'pods', each: '1', times: 3 },
  { resource: 'requests.cpu', each: '100m', times: 3 },
  { resource: 'requests.storage', each: '10Gi', times: 3 },
];

it.each<[string, Price, MiddlewareDemand, number, (string | undefined)[]]>([
  ['what it asks for', rates, demand, 10, [undefined, '300m', '30Gi']],
  ['itself where nothing is asked for', rates, [], 4, [undefined]],
  ['nothing', { currency: 'EUR', month: 0 }, demand, 0, []],
  [
    'parts of a unit',
    {
      currency: 'USD',
      per: { 'requests.memory': { each: '1Gi', month: 3 } },
    },
    [{ resource: 'requests.memory', each: '256Mi', times: 2 }],
    1.5,
    ['512Mi'],
  ],
])('charges %s', (_, price, asked, month, amounts) => {
  const cost = costOf(price, asked);
  expect(cost.month).toBe(month);
  expect(cost.parts.map(({ amount }) => amount)).toEqual(amounts);
});

it('charges nothing where nobody has said what it costs', () => {
  const terms: Term[] = [{ environments: ['prod'], price: rates }];
  expect(costBy(terms, { environment: 'dev' }, demand)).toBeUndefined();
  expect(costBy(terms, { environment: 'prod' }, demand)?.month).toBe(10);
});

const terms: Term[] = [
  {
    environments: ['dev'],
    instances: 2,
    bounds: [{ field: 'storage.size', least: '1Gi', most: '5Gi' }],
  },
  { plans: ['safe'], environments: ['dev'], instances: 1 },
  { plans: ['small'], bounds: [{ field: 'instances', oneOf: [1] }] },
];
const asked: Asked = {
  plan: 'small',
  environment: 'dev',
  tenant: 'shop',
  spec: { instances: 1, storage: { size: '1Gi' } },
  others: [],
  namesPlan: true,
};
const size = (to: unknown) => ({
  spec: { instances: 1, storage: { size: to } },
});
const large = { instances: 1, storage: { size: '9Gi' } };

const nodes = (...counts: unknown[]) => ({
  nodeSets: counts.map(count => ({ name: 'x', count })),
});

it.each<[string, object, object, string | undefined]>([
  ['each within', { most: 3 }, nodes(3, 1), undefined],
  ['a second one beyond', { most: 3 }, nodes(1, 50), '1, 50'],
  ['one without a value', { least: 1 }, nodes(1, undefined), '1'],
  ['one that the operator decides', { most: 3 }, nodes(undefined), undefined],
  ['none where there must be', { least: 1 }, {}, ''],
  ['all within together', { total: 4 }, nodes(3, 1), undefined],
  ['too many together', { total: 4 }, nodes(3, 1, 1), '3, 1, 1'],
  ['less than nothing', { total: 4 }, nodes(50, -49), '50, -49'],
  ['what is no amount', { total: 4 }, nodes('many'), 'many'],
  ['another value', { oneOf: [1, 3] }, nodes(1, 2), '1, 2'],
])('holds entries of lists to limits: %s', (_, bound, spec, is) => {
  const [exceeded] = exceededBy(
    [{ bounds: [{ field: 'nodeSets[].count', ...bound }] }],
    { spec: { ...spec }, others: [], namesPlan: false },
  );
  expect(exceeded && ('is' in exceeded ? exceeded.is : '')).toBe(is);
});

it('holds a change of a list to limits only where entries change', () => {
  const held = [{ bounds: [{ field: 'nodeSets[].count', most: 3 }] }];
  const change = (spec: object) =>
    exceededBy(held, {
      ...{ spec: { ...spec }, before: nodes(9), others: [] },
      namesPlan: false,
    });
  expect(change({ ...nodes(9), version: '9' })).toEqual([]);
  expect(change(nodes(9, 1))).toHaveLength(1);
});

it.each<[string, Partial<Asked>, (string | number)[]]>([
  ['what is within', {}, []],
  ['the least and the most', size('5Gi'), []],
  ['more in another unit', size('6000Mi'), ['storage.size']],
  ['too little', size('1000Mi'), ['storage.size']],
  ['nothing where something must be', size(undefined), ['storage.size']],
  ['what is no amount', size({ a: 1 }), ['storage.size']],
  [
    'another value than some',
    { spec: { ...large, instances: 2 } },
    ['storage.size', 'instances'],
  ],
  ['anything elsewhere', { environment: 'prod', spec: large }, []],
  ['another plan', { plan: 'safe', spec: { ...asked.spec, instances: 3 } }, []],
  ['no plan where plans have terms', { plan: undefined }, ['no-plan']],
  [
    'no plan where none has to be named',
    { plan: undefined, namesPlan: false },
    [],
  ],
  ['the last of some', { others: [{}] }, []],
  ['one too many', { others: [{}, { plan: 'safe' }] }, [2]],
  ['one too many of a plan', { plan: 'safe', others: [{ plan: 'safe' }] }, [1]],
  ['the first of a plan', { plan: 'safe', others: [{ plan: 'small' }] }, []],
  [
    'a change of something else',
    { before: large, planBefore: 'small', spec: { ...large, other: 1 } },
    [],
  ],
  [
    'a change to more',
    { before: large, planBefore: 'small', ...size('10Gi') },
    ['storage.size'],
  ],
  [
    'a change among too many',
    { before: large, planBefore: 'small', ...size('2Gi'), others: [{}, {}] },
    [],
  ],
  [
    'a change to a plan',
    {
      before: large,
      planBefore: 'small',
      plan: 'safe',
      spec: large,
      others: [{ plan: 'safe' }],
    },
    ['storage.size', 1],
  ],
])('holds to limits %s', (_, part, expected) => {
  const name = (exceeded: Exceeded) =>
    ({
      field: () => (exceeded.kind === 'field' ? exceeded.bound.field : ''),
      instances: () => (exceeded.kind === 'instances' ? exceeded.most : 0),
      'no-plan': () => exceeded.kind,
    }[exceeded.kind]());
  expect(exceededBy(terms, { ...asked, ...part }).map(name)).toEqual(expected);
});
