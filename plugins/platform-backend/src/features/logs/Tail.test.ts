import { target, TailBench, time } from './__testUtils__/TailBench';

describe('Tail', () => {
  let bench: TailBench;

  beforeEach(() => {
    bench = new TailBench();
  });
  afterEach(() => bench.leave.abort());

  it('tells what pods have said as one, in order, and then what they say', async () => {
    const a = bench.pod('web-a');
    const b = bench.pod('web-b');
    [1, 3, 5].forEach(n => a.write(time(n), `a${n}`));
    [2, 4].forEach(n => b.write(time(n), `b${n} hunter2`));
    const events = bench.tail();
    await bench.until(events, () => bench.kinds().includes('live'));
    expect(bench.events.slice(0, 2)).toEqual([
      {
        kind: 'source',
        source: { index: 0, pod: 'web-a', uid: 'web-a', container: 'app' },
      },
      {
        kind: 'source',
        source: { index: 1, pod: 'web-b', uid: 'web-b', container: 'app' },
      },
    ]);
    const before = ['0 a1', '1 b2 ***', '0 a3', '1 b4 ***', '0 a5'];
    expect(bench.lines()).toEqual(before);
    b.write(time(6), 'b6');
    await bench.until(events, () => bench.lines().length === 6);
    expect(bench.lines()).toEqual([...before, '1 b6']);
  });

  it('follows pods that come and go in a rollout', async () => {
    const a = bench.pod('web-a');
    a.write(time(1), 'a1');
    const events = bench.tail({ tailLines: 1 });
    await bench.until(events, () => bench.kinds().includes('live'));
    bench.replicaSet('web-2');
    const b = bench.pod('web-b', 'web-2');
    b.write(time(2), 'b2');
    b.write(time(3), 'b3');
    await bench.until(events, () => bench.lines().length === 3);
    a.write(time(4), 'bye');
    bench.removePod('web-a');
    await bench.until(events, () => bench.kinds().includes('ended'));
    expect(bench.lines()).toEqual(['0 a1', '1 b2', '1 b3', '0 bye']);
    expect(bench.events.at(-1)).toMatchObject({
      kind: 'ended',
      source: 0,
      reason: 'Deleted',
    });
    b.write(time(5), 'b5');
    await bench.until(events, () => bench.lines().length === 5);
  });

  it.each([
    ['reads what began since whole', '2031-04-01T08:00:00Z', false, 2],
    ['bounds what was silent until then', '2031-04-01T07:58:00Z', false, 1],
    ['bounds what was not told yet', '2031-04-01T08:00:00Z', true, 1],
  ])(
    'goes on behind the positions of an earlier connection, and %s',
    async (_, startedAt, unfinished, told) => {
      const a = bench.pod('web-a');
      const b = bench.pod('web-b', undefined, startedAt);
      [1, 2, 2, 3].forEach((n, i) => a.write(time(n), `a${i}`));
      [1, 2].forEach(n => b.write(time(n), `b${n}`));
      const events = bench.tail({
        tailLines: 1,
        unfinished,
        positions: [
          {
            pod: 'web-a',
            uid: 'web-a',
            container: 'app',
            at: time(2),
            count: 1,
            after: 0,
          },
        ],
      });
      await bench.until(events, () => bench.kinds().includes('live'));
      const of = (index: number) =>
        bench.lines().filter(each => each.startsWith(`${index}`));
      expect(of(0)).toEqual(['0 a2', '0 a3']);
      expect(of(1)).toEqual(['1 b1', '1 b2'].slice(-told));
    },
  );

  it('tells whoever read of it before that a container is there that cannot be opened', async () => {
    bench.show('web-a');
    const there = { pod: 'web-a', uid: 'web-a', container: 'app' };
    const gone = { pod: 'web-b', uid: 'web-b', container: 'app' };
    const mark = { at: time(2), count: 1, after: 0 };
    const events = bench.tail({
      positions: [there, gone].map(one => ({ ...one, ...mark })),
    });
    await bench.until(events, () => bench.kinds().includes('live'));
    expect(bench.events.filter(({ kind }) => kind === 'source')).toEqual([
      { kind: 'source', source: { index: 0, ...there } },
    ]);
  });

  it('reads no more than is taken from it', async () => {
    const a = bench.pod('web-a');
    const text = 'x'.repeat(10_000);
    for (let n = 0; n < 2_000; n += 1) {
      a.write(time(n), `${text} ${n}`);
    }
    const read = jest.spyOn(a, 'read');
    const events = bench.tail({ tailLines: 10_000 });
    await bench.until(events, () => bench.lines().length > 0);
    const source = read.mock.results[0]?.value;
    const next = jest.spyOn(source, 'next');
    await new Promise(resolve => setTimeout(resolve, 50));
    const calls = next.mock.calls.length;
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(next.mock.calls.length).toBe(calls);
    await bench.until(events, () => bench.lines().length === 2_000);
    expect(bench.lines().at(-1)).toBe(`0 ${text} 1999`);
  });

  it.each([{ cluster: 'west' }, { namespace: 'x' }, { name: 'x' }])(
    'says the same of a workload that is not there: %p',
    other => {
      const there = { ...target, ...other };
      expect(() => bench.tail({ target: there })).toThrow(
        `There is no Deployment "${there.name}" in namespace "${there.namespace}" of cluster "${there.cluster}"`,
      );
    },
  );

  it('begins with the refusal when the cluster does not let the person read', async () => {
    bench.pod('web-a');
    bench.logs.allow(() => false);
    await expect(bench.tail().next()).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
  });

  it('ends a tail of the run before when it has been told', async () => {
    bench.pod('web-a');
    await bench.until(bench.tail({ previous: true }), () => false);
    expect(bench.kinds()).toEqual(['live']);
  });

  it('leaves nothing open behind it', async () => {
    const a = bench.pod('web-a');
    const events = bench.tail();
    await bench.until(events, () => bench.kinds().includes('live'));
    expect(a.readers).toBe(1);
    const end = events.next();
    bench.leave.abort();
    expect((await end).done).toBe(true);
    expect(a.readers).toBe(0);
  });
});
