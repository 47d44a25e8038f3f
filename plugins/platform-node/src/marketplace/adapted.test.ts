import { ConfigReader } from '@backstage/config';
import { offeredItems, offeringOf } from './adapted';
import type { MiddlewareItem } from './MiddlewareProvider';
import { middlewareItem as postgresql } from './testing';

const large = {
  ...postgresql.plans[0],
  name: 'large',
  values: { instances: 3, storage: { size: '9Gi' } },
} as (typeof postgresql.plans)[number];
const item = { ...postgresql, plans: [...postgresql.plans, large] };
const redis = { ...postgresql, name: 'redis' };
const provider = (name: string, ...items: MiddlewareItem[]) => ({
  name,
  items: () => items,
});
const adapt = (items: object) =>
  offeredItems(
    [provider('one', item), provider('other', redis)],
    new ConfigReader({ pilothouse: { marketplace: { items } } }),
  );
const note = { en: 'Slow', zh: '慢' };

it('leaves items alone of which nothing is said', () => {
  expect(adapt({ postgresql: { note } })[1]).toEqual(redis);
  expect(offeredItems([provider('one', item)], new ConfigReader({}))).toEqual([
    item,
  ]);
});

it('lays values over those of each plan, and says what is to be known', () => {
  const [told] = adapt({
    postgresql: { note, values: { storage: { storageClass: 'fast' } } },
  });
  expect(told).toMatchObject({
    note,
    plans: [
      {
        values: {
          instances: 1,
          storage: { size: '1Gi', storageClass: 'fast' },
        },
      },
      {
        values: {
          instances: 3,
          storage: { size: '9Gi', storageClass: 'fast' },
        },
      },
    ],
  });
});

it('offers the plans that are wanted', () => {
  const [told] = adapt({ postgresql: { plans: ['large'] } });
  expect(told?.plans.map(({ name }) => name)).toEqual(['large']);
});

it('knows what plans cost and may be', () => {
  const terms = [{ plans: ['large'], instances: 1 }];
  expect(adapt({ postgresql: { terms } })[0]?.terms).toEqual(terms);
});

it('knows which fields nobody is shown', () => {
  const [told] = adapt({ postgresql: { sensitive: ['superuser.password'] } });
  expect(told?.sensitive).toEqual([['superuser', 'password']]);
});

it.each<[string, object, RegExp]>([
  [
    'an item',
    { mongo: {} },
    /items\.mongo: there is no such item; there are postgresql, redis/,
  ],
  [
    'a plan',
    { postgresql: { plans: ['huge'] } },
    /plans: there is no plan huge; there are small, large/,
  ],
  [
    'a plan of terms',
    { postgresql: { terms: [{}, { plans: ['huge'] }] } },
    /postgresql\.terms\.1\.plans: there is no plan huge/,
  ],
  [
    'a price',
    { postgresql: { terms: [{ price: { currency: 'E', month: 1 } }] } },
    /postgresql\.terms\.0\.price\.currency: must be the code/,
  ],
  [
    'a field',
    { postgresql: { prices: 1 } },
    /items\.postgresql: Unrecognized key/,
  ],
  [
    'a path',
    { postgresql: { sensitive: ['a..b'] } },
    /sensitive\.0: must be names of fields/,
  ],
  ['a language', { postgresql: { note: { en: 'x' } } }, /note\.zh/],
])('refuses %s that there is not', (_, items, message) => {
  expect(() => adapt(items)).toThrow(
    expect.objectContaining({ name: 'InputError' }),
  );
  expect(() => adapt(items)).toThrow(message);
});

it('refuses two items of one name', () => {
  expect(() =>
    offeredItems(
      [provider('one', item), provider('other', item)],
      new ConfigReader({}),
    ),
  ).toThrow('The provider other has an item postgresql');
});

describe('what is found later', () => {
  const found = { ...item, name: 'found' };
  const finding = (items: readonly MiddlewareItem[], config: object = {}) =>
    offeringOf(
      [
        provider('one', redis),
        {
          ...provider('other'),
          finder: { kinds: [item.kind], shared: [], find: () => items },
        },
      ],
      new ConfigReader({ pilothouse: { marketplace: { items: config } } }),
    ).itemsIn([]);

  it('stands beside what is there from the start, and takes no name of it', () => {
    const names = finding([found, { ...found, name: 'redis' }]).map(
      ({ name, title }) => `${name} ${title}`,
    );
    expect(names).toEqual(['redis PostgreSQL', 'found PostgreSQL']);
  });

  it('is as the company wants it, as far as it has such plans', () => {
    const [, told] = finding([found], {
      found: { note, plans: ['large', 'gone'], sensitive: ['token'] },
      later: { note },
    });
    expect(told?.note).toEqual(note);
    expect(told?.sensitive).toEqual([['token']]);
    expect(told?.plans.map(({ name }) => name)).toEqual(['large']);
  });

  it('is published as the company wants it, with what it says told', () => {
    const offering = offeringOf(
      [{ ...provider('one', redis), definitions: {} as never }],
      new ConfigReader({
        pilothouse: { marketplace: { items: { found: { note } } } },
      }),
    );
    expect(offering.asWanted(found).note).toEqual(note);
    expect(offering.saidOf('found')).toEqual(['note']);
    expect(offering.saidOf('other')).toEqual([]);
  });
});
