import { TailBench, time } from './__testUtils__/TailBench';

describe('the containers of a tail', () => {
  let bench: TailBench;

  beforeEach(() => {
    bench = new TailBench();
  });
  afterEach(() => bench.leave.abort());

  it('takes no pod for deleted while the cache has not heard of all', async () => {
    const a = bench.pod('web-a');
    a.write(time(1), 'a1');
    const events = bench.tail();
    await bench.until(events, () => bench.kinds().includes('live'));
    bench.cluster.setKindState('pods', { kind: 'pending' });
    bench.hide('web-a');
    bench.logs.breakConnections();
    await bench.until(events, () => bench.kinds().includes('gap'));
    a.write(time(2), 'a2');
    bench.show('web-a');
    bench.cluster.setKindState('pods', { kind: 'live' });
    await bench.until(events, () => bench.lines().length === 2);
    expect(bench.lines()).toEqual(['0 a1', '0 a2']);
    expect(bench.kinds()).not.toContain('ended');
  });

  it('opens no log while the API server does not answer, or starts', async () => {
    const a = bench.pod('web-a');
    a.write(time(1), 'a1');
    const events = bench.tail();
    await bench.until(events, () => bench.kinds().includes('live'));
    const { length } = bench.logs.asked;
    const because = 'its API server is not ready yet';
    bench.cluster.setKnowledge({ kind: 'stale', since: '', because });
    await bench.until(events, () => bench.kinds().includes('gap'));
    a.write(time(2), 'a2');
    expect(bench.logs.asked).toHaveLength(length);
    bench.cluster.setKnowledge({ kind: 'live', syncedAt: '' });
    await bench.until(events, () => bench.lines().length === 2);
    expect(bench.lines()).toEqual(['0 a1', '0 a2']);
  });

  it.each([
    ['was gone', 'Deleted', () => bench.hide('web-a')],
    [
      'was of another workload',
      'Left',
      () => {
        bench.show('web-a', 'others');
      },
    ],
  ])('follows a pod again that %s', async (_, reason, go) => {
    const a = bench.pod('web-a');
    a.write(time(1), 'a1');
    const events = bench.tail({ tailLines: 1 });
    await bench.until(events, () => bench.kinds().includes('live'));
    go();
    bench.logs.breakConnections();
    await bench.until(events, () => bench.kinds().includes('ended'));
    expect(bench.events.at(-1)).toMatchObject({ kind: 'ended', reason });
    [2, 3].forEach(n => a.write(time(n), `a${n}`));
    bench.show('web-a');
    await bench.until(events, () => bench.lines().length === 3);
    expect(bench.lines()).toEqual(['0 a1', '1 a2', '1 a3']);
  });

  it('reads no more than was asked for of one that was lost sight of before it was read', async () => {
    const pod = bench.pod('web-a');
    const events = bench.tail({ tailLines: 2 });
    await bench.until(events, () => bench.kinds().includes('live'));
    bench.logs.setUnreachable('its node does not answer');
    bench.logs.breakConnections();
    await bench.until(events, () => bench.kinds().includes('gap'));
    bench.hide('web-a');
    await bench.until(events, () => bench.kinds().includes('ended'));

    [1, 2, 3, 4].forEach(n => pod.write(time(n), `a${n}`));
    bench.logs.setUnreachable(undefined);
    bench.show('web-a');
    await bench.until(events, () => bench.lines().length >= 2);
    pod.write(time(5), 'a5');
    await bench.until(events, () => bench.lines().length >= 3);
    expect(bench.lines()).toEqual(['1 a3', '1 a4', '1 a5']);
  });
});
