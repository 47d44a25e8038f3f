import { ReviewTurns } from './ReviewTurns';
import type { Question, Verdict } from './reviews';

const allowed: Verdict = { kind: 'allowed' };
const unknown: Verdict = { kind: 'unknown', because: 'it does not answer' };

const question = (cluster: string, namespace = 'shop'): Question => ({
  cluster,
  subject: { user: 'lin', groups: [] },
  verb: 'list',
  group: '',
  resource: 'pods',
  namespace,
});
const many = Array.from({ length: 200 }, (_, i) => `shop-${i}`);

function bench() {
  const world = { now: 0, says: allowed };
  const open = new Map<string, number>();
  let most = 0;
  const ask = jest.fn(async ({ cluster }: Question) => {
    const count = (open.get(cluster) ?? 0) + 1;
    open.set(cluster, count);
    most = Math.max(most, count);
    await new Promise(resolve => setImmediate(resolve));
    open.set(cluster, count - 1);
    return world.says;
  });
  const turns = new ReviewTurns({ ask, now: () => world.now });
  return { world, ask, turns, most: () => most };
}

describe('questions about rights', () => {
  it('are asked a few at a time, each of them', async () => {
    const { ask, turns, most } = bench();
    const said = await Promise.all(
      many.map(namespace => turns.ask(question('east', namespace))),
    );
    expect(said).toEqual(many.map(() => allowed));
    expect(ask).toHaveBeenCalledTimes(many.length);
    expect(most()).toBe(16);
  });

  it('that wait are not asked of a cluster that could not answer the first', async () => {
    const { world, ask, turns } = bench();
    world.says = unknown;
    const said = await Promise.all(
      many.map(namespace => turns.ask(question('east', namespace))),
    );
    expect(said).toEqual(many.map(() => unknown));
    expect(ask).toHaveBeenCalledTimes(16);
  });

  it('are put after a longer pause each time, at most 20 s', async () => {
    const { world, ask, turns } = bench();
    world.says = unknown;
    const askedAt: number[] = [];
    ask.mockImplementation(async () => {
      askedAt.push(world.now);
      return world.says;
    });
    for (; world.now <= 80_000; world.now += 500) {
      await turns.ask(question('east'));
    }
    expect(askedAt).toEqual([
      0, 1_000, 3_000, 7_000, 15_000, 31_000, 51_000, 71_000,
    ]);
    world.says = allowed;
    world.now = 91_000;
    expect(await turns.ask(question('east'))).toEqual(allowed);
    world.says = unknown;
    await turns.ask(question('east'));
    world.now += 1_000;
    world.says = allowed;
    expect(await turns.ask(question('east'))).toEqual(allowed);
  });

  it('of another cluster do not wait', async () => {
    const { world, turns } = bench();
    world.says = unknown;
    await turns.ask(question('east'));
    world.says = allowed;
    expect(await turns.ask(question('west'))).toEqual(allowed);
    expect(await turns.ask(question('east'))).toEqual(unknown);
  });

  it('are put at once where the cluster answers again', async () => {
    const { world, turns } = bench();
    world.says = unknown;
    await turns.ask(question('east'));
    world.says = allowed;
    turns.resume('east');
    expect(await turns.ask(question('east'))).toEqual(allowed);
  });
});
