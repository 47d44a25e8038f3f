import { TestDatabases } from '@backstage/backend-test-utils';
import { Reservations } from './Reservations';

// In SQLite those who write exclude each other anyway.
const databases = TestDatabases.create({ disableDocker: true });
const counted = { item: 'postgresql', tenant: 'shop', environment: 'dev' };
const ordered = (name: string, plan?: string) => ({
  ...{ cluster: 'east', namespace: 'shop-dev', name },
  ...(plan && { plan }),
});

describe.each(databases.eachSupportedId())('with %s', id => {
  const open = async () => {
    let now = Date.parse('2031-04-01T08:00:00Z');
    const database = await databases.init(id);
    const replica = () => Reservations.open(database, () => new Date(now));
    return {
      database,
      replicas: [await replica(), await replica()] as const,
      pass: (minutes: number) => {
        now += minutes * 60_000;
      },
    };
  };

  it('tells each of those at one moment of all that were before it', async () => {
    const {
      replicas: [one, other],
    } = await open();
    const names = ['a', 'b', 'c', 'd'];
    const told = await Promise.all(
      names.map((name, i) =>
        (i % 2 ? one : other).reserve(counted, ordered(name, 'small')),
      ),
    );
    const numbers = told.map(({ others }) => others.length).sort();
    expect(numbers).toEqual([0, 1, 2, 3]);
    expect(told.find(({ others }) => others.length === 1)?.others).toEqual([
      expect.objectContaining({ plan: 'small', isUnderWay: true }),
    ]);
  });

  it('waits for its turn before it looks at what others have reserved', async () => {
    const {
      database,
      replicas: [one],
    } = await open();
    const asked: string[] = [];
    database.on('query', ({ sql }: { sql: string }) => asked.push(sql));
    await one.reserve(counted, ordered('a'));
    const [turn, look] = [
      /^update .*order_turns/,
      /^select .*reservations/,
    ].map(what => asked.findIndex(sql => what.test(sql)));
    expect(turn).toBeGreaterThan(-1);
    expect(look).toBeGreaterThan(Number(turn));
  });

  it.each([
    ['another team', { ...counted, tenant: 'payments' }],
    ['another environment', { ...counted, environment: undefined }],
    ['another item', { ...counted, item: 'redis' }],
  ])('tells nothing of %s', async (_, of) => {
    const {
      replicas: [one, other],
    } = await open();
    await one.reserve(of, ordered('a'));
    expect((await other.reserve(counted, ordered('b'))).others).toEqual([]);
  });

  it('knows which are carried out, sent, forgotten or broken off', async () => {
    const {
      replicas: [one, other],
      pass,
    } = await open();
    const first = await one.reserve(counted, ordered('broken'));
    pass(6);
    const second = await one.reserve(counted, ordered('sent'));
    await one.settle(second.id);
    const third = await one.reserve(counted, ordered('forgotten'));
    await one.release(third.id);
    const { others } = await other.reserve(counted, ordered('next'));
    expect(first.others).toEqual([]);
    expect(others).toEqual(
      expect.arrayContaining([
        { ...ordered('broken'), isUnderWay: false },
        { ...ordered('sent'), isUnderWay: false },
      ]),
    );
    expect(others).toHaveLength(2);
    pass(11);
    expect((await other.reserve(counted, ordered('later'))).others).toEqual([]);
  });
});
