import {
  boundsFor,
  exceededInWords,
  isClosed,
  priceFor,
  termSchema,
  valuesFor,
  type Term,
} from './terms';

const terms: Term[] = [
  { price: { currency: 'EUR', month: 5 }, defaults: { instances: 1 } },
  {
    environments: ['prod'],
    price: { currency: 'EUR', month: 9 },
    defaults: { instances: 2, storage: { size: '2Gi' } },
  },
  { environments: ['prod'], plans: ['safe'], defaults: { instances: 3 } },
  { plans: ['safe'], environments: ['dev'], instances: 0 },
  { plans: ['small'], bounds: [{ field: 'storage.size', most: '5Gi' }] },
];
const plan = (name: string) => ({
  name,
  values: { storage: { size: '1Gi', storageClass: 'fast' } },
});

it.each<[string, string | undefined, object]>([
  ['small', 'dev', { instances: 1, storage: { size: '1Gi' } }],
  ['small', 'prod', { instances: 2, storage: { size: '2Gi' } }],
  ['safe', 'prod', { instances: 3, storage: { size: '2Gi' } }],
  ['safe', undefined, { instances: 1, storage: { size: '1Gi' } }],
])('begins %s in %s with %j', (name, environment, values) => {
  expect(valuesFor(plan(name), terms, environment)).toMatchObject(values);
  expect(valuesFor(plan(name), terms, environment)).toMatchObject({
    storage: { storageClass: 'fast' },
  });
});

it.each([
  [{ plan: 'small', environment: 'dev' }, 5, 1, false],
  [{ plan: 'small', environment: 'prod' }, 9, 1, false],
  [{ plan: 'safe', environment: 'dev' }, 5, 0, true],
  [{ environment: 'prod' }, 9, 0, false],
  [{}, 5, 0, false],
])('knows price and limits of %j', (place, month, bounds, closed) => {
  expect(priceFor(terms, place)?.month).toBe(month);
  expect(boundsFor(terms, place)).toHaveLength(bounds);
  expect(isClosed(terms, place)).toBe(closed);
});

it.each<[string, object, RegExp]>([
  ['currency', { price: { currency: 'Euro', month: 1 } }, /currency/],
  ['amount', { price: { currency: 'EUR' } }, /amount a month/],
  [
    'resource',
    { price: { currency: 'EUR', per: { cpus: { each: '1', month: 1 } } } },
    /cpus/,
  ],
  [
    'unit of nothing',
    {
      price: {
        currency: 'EUR',
        per: { 'requests.cpu': { each: '0', month: 1 } },
      },
    },
    /more than nothing/,
  ],
  [
    'bound',
    { bounds: [{ field: 'instances' }] },
    /least, most, total or oneOf/,
  ],
  ['amount of a bound', { bounds: [{ field: 'a', most: 'x' }] }, /amount/],
  ['field', { bounds: [{ field: 'a..b', most: 1 }] }, /dots between/],
  [
    'field of each entry',
    { bounds: [{ field: 'nodeSets.0.count', most: 1 }] },
    /must not name one entry/,
  ],
  [
    'total of a list',
    { bounds: [{ field: 'instances', total: 1 }] },
    /is for lists alone/,
  ],
  ['key', { prices: [] }, /prices/],
])('refuses what is no %s', (_, term, message) => {
  const read = termSchema.safeParse(term);
  expect(JSON.stringify(read.error?.issues)).toMatch(message);
});

it.each([
  [
    { environment: 'dev', tenant: 'shop', plans: ['small', 'safe'] },
    'The team shop may have 2 of the plan small or safe in dev, and has 3: ',
  ],
  [
    { tenant: 'shop' },
    'The team shop may have 2 of it in namespaces without an environment, and has 3: ',
  ],
  [
    { environment: 'dev' },
    'Namespaces of no team may together have 2 of it in dev, and have 3: ',
  ],
])('says whose instances are too many, as of %j', (where, said) => {
  const exceeded = { kind: 'instances', most: 2, are: 3, ...where } as const;
  expect(exceededInWords(exceeded)).toContain(said);
});

it('says what all entries of a list may have together', () => {
  const bound = { field: 'nodeSets[].count', most: 3, total: 5 };
  expect(termSchema.safeParse({ bounds: [bound] }).success).toBe(true);
  expect(exceededInWords({ kind: 'field', bound, is: '3, 3' })).toBe(
    'spec.nodeSets[].count must be at most 3 and at most 5 together here, not 3, 3.',
  );
});
