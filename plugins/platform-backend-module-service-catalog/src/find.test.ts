import type { MiddlewareItem } from '@pilothouse/plugin-platform-node';
import {
  broker,
  cluster,
  condition,
  instance,
  provisioned,
  redisClass,
  redisPlan,
} from './__testUtils__/scene';
import { findItems } from './find';

const removed = { removedFromBrokerCatalog: true };

function only(items: readonly MiddlewareItem[]): MiddlewareItem {
  expect(items).toHaveLength(1);
  return items[0] as MiddlewareItem;
}

const troubleIn = (of: Parameters<typeof cluster>[1]) =>
  only(findItems([cluster('east', of)])).offerIn?.('east')?.trouble;

it('makes one item of a class that several clusters have', () => {
  const item = only(
    findItems([
      cluster('west'),
      cluster('east'),
      cluster('none', { classes: [] }),
    ]),
  );
  expect(item).toMatchObject({
    name: expect.stringMatching(/^class-1-[0-9a-f]{8}$/),
    title: 'Redis',
    summary: { en: 'Cache and key-value store' },
    details: { en: 'Redis, one server.' },
    category: 'cache',
    tags: ['redis', 'cache'],
    operator: { name: 'Data team (Broker embedded)' },
    operations: ['change-plan'],
  });
  expect(item.offerIn?.('east')).toEqual({
    toldAt: '2030-01-02T03:04:05.000Z',
  });
  expect(item.offerIn?.('none')).toBeUndefined();
});

it('tells two classes of one name apart, and orders each by what names it alone', () => {
  const other = redisClass({ externalID: 'class-2' });
  const items = findItems([
    cluster('east', {
      classes: [redisClass(), { ...other, metadata: { name: 'class-2' } }],
      plans: [
        redisPlan('small'),
        redisPlan('small', { clusterServiceClassRef: { name: 'class-2' } }),
      ],
    }),
  ]);
  expect(new Set(items.map(({ name }) => name)).size).toBe(2);
  expect(items.map(({ plans }) => plans[0]?.values)).toEqual([
    expect.objectContaining({ clusterServiceClassName: 'class-1' }),
    expect.objectContaining({ clusterServiceClassName: 'class-2' }),
  ]);
});

it('offers what a broker of a namespace has in that namespace alone', () => {
  const metadata = { name: 'class-1', namespace: 'shop-dev' };
  const spec = {
    serviceBrokerName: 'own',
    clusterServiceBrokerName: undefined,
  };
  const item = only(
    findItems([
      cluster('east', {
        classes: [],
        plans: [],
        namespaced: {
          brokers: [
            {
              ...broker(),
              metadata: { name: 'own', namespace: 'shop-dev' },
            },
          ],
          classes: [{ ...redisClass(spec), metadata }],
          plans: [
            {
              ...redisPlan('small', {
                serviceClassRef: { name: 'class-1' },
                clusterServiceClassRef: undefined,
              }),
              metadata: { name: 'plan-small', namespace: 'shop-dev' },
            },
          ],
        },
      }),
    ]),
  );
  expect(item.offerIn?.('east')).toMatchObject({ namespaces: ['shop-dev'] });
  expect(item.plans[0]?.values).toEqual({
    serviceClassExternalName: 'redis',
    servicePlanExternalName: 'small',
  });
});

it.each<[string, Parameters<typeof cluster>[1], boolean, RegExp]>([
  [
    'does not answer',
    {
      brokers: [
        broker([
          condition('Ready', 'False', 'ErrorFetchingCatalog', 'refused'),
        ]),
      ],
    },
    false,
    /could not be read/,
  ],
  ['was not asked yet', { brokers: [broker([])] }, false, /not been read yet/],
  ['is not there', { brokers: [] }, true, /not registered/],
  [
    'has withdrawn the class',
    { classes: [redisClass({}, removed)] },
    true,
    /taken it out/,
  ],
  [
    'has withdrawn all plans',
    { plans: [redisPlan('small', {}, removed)] },
    true,
    /no plan/,
  ],
])('says so when a broker %s', (_, of, isClosed, words) => {
  const trouble = troubleIn(of);
  expect(trouble?.words.en).toMatch(words);
  expect(trouble?.closed).toBe(isClosed);
});

it('passes on what was told of a broker, and since when', () => {
  const brokers = [broker([condition('Ready', 'False', 'x', 'refused')])];
  expect(troubleIn({ brokers })).toMatchObject({
    message: 'refused',
    since: '2030-01-02T03:04:05.000Z',
  });
});

it('knows its instances before and after the controller has taken them up', () => {
  const item = only(findItems([cluster('east')]));
  const untouched = {
    clusterServiceClassRef: undefined,
    clusterServicePlanRef: undefined,
  };
  expect(item.isOf?.(instance(provisioned))).toBe(true);
  expect(item.isOf?.(instance(undefined, { spec: untouched }))).toBe(true);
  expect(
    item.isOf?.(
      instance(undefined, {
        spec: { ...untouched, clusterServiceClassExternalName: 'mysql' },
      }),
    ),
  ).toBe(false);
});

it('keeps what runs of a class that is in no catalog any more, under the same name', () => {
  const before = only(findItems([cluster('east')]));
  const item = only(
    findItems([
      cluster('east', {
        brokers: [],
        classes: [],
        plans: [],
        instances: [instance(provisioned)],
      }),
    ]),
  );
  expect(item.name).toBe(before.name);
  expect(item.isOf?.(instance(provisioned))).toBe(true);
  expect(item.offerIn?.('east')?.trouble?.closed).toBe(true);
  expect(item.offerIn?.('west')).toBeUndefined();
});

it('asks for credentials unless there are none to be had', () => {
  const { grants } = only(findItems([cluster('east')]));
  const binding = {
    metadata: { name: 'web', namespace: 'shop-dev' },
    spec: { instanceRef: { name: 'cache' }, secretName: 'cache-web' },
  };
  expect(grants?.instanceOf(binding)).toBe('cache');
  expect(grants?.credentialsOf(binding)).toMatchObject({ secret: 'cache-web' });
  expect(grants?.specOf(instance(), { readOnly: true })).toEqual({
    instanceRef: { name: 'cache' },
    parameters: { readOnly: true },
  });
  const bindable = false;
  expect(
    only(findItems([cluster('east', { classes: [redisClass({ bindable })] })]))
      .grants,
  ).toBeUndefined();
});

it('names a class alike for all who look, whatever each cluster calls it', () => {
  const west = cluster('west');
  const east = cluster('east', {
    classes: [redisClass({ externalName: 'cache' })],
  });
  const names = [[west], [east], [west, east]].map(
    seen => only(findItems(seen)).name,
  );
  expect(new Set(names).size).toBe(1);
});

it('takes an instance that is not taken up yet for what its own cluster calls so', () => {
  const untouched = () =>
    instance(undefined, {
      spec: {
        clusterServiceClassRef: undefined,
        clusterServicePlanRef: undefined,
      },
    });
  const theirs = { ...redisClass(), metadata: { name: 'class-2' } };
  const [inEast, inWest] = [untouched(), untouched()];
  const items = findItems([
    cluster('east', { instances: [inEast] }),
    cluster('west', { classes: [theirs], plans: [], instances: [inWest] }),
  ]);
  const [one, other] = ['class-1', 'class-2'].map(name =>
    items.find(item => item.name.startsWith(name)),
  );
  expect([one?.isOf?.(inEast), one?.isOf?.(inWest)]).toEqual([true, false]);
  expect([other?.isOf?.(inEast), other?.isOf?.(inWest)]).toEqual([false, true]);
});
