import {
  InMemoryKube,
  InMemoryPodLogs,
  type InMemoryRun,
} from '@pilothouse/plugin-platform-node/testing';
import { Pulse } from './Pulse';
import { Source } from './Source';

const namespace = 'shop-prod';
const place = {
  cluster: 'east',
  namespace,
  kind: 'StatefulSet',
  name: 'web',
} as const;
const container = {
  cluster: 'east',
  namespace,
  pod: 'web-0',
  container: 'app',
};
const metadata = {
  namespace,
  name: 'web-0',
  uid: 'web-0',
  ownerReferences: [
    { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'web' },
  ],
};
const status = {
  containerStatuses: [
    {
      name: 'app',
      image: 'web',
      imageID: '',
      ready: true,
      restartCount: 0,
      containerID: 'run',
      state: { running: { startedAt: '2031-04-01T08:00:00Z' } },
    },
  ],
};

/** A pod that said three lines, and a source that follows it. */
function bench() {
  const kube = new InMemoryKube();
  const cluster = kube.addCluster('east');
  cluster.put('pods', { metadata, status });
  const logs = new InMemoryPodLogs();
  const run: InMemoryRun = logs.start(container);
  [1, 2, 3].forEach(n =>
    run.write(`2031-04-01T08:00:0${n}.000000000Z`, `line ${n}`),
  );
  const source = new Source(
    { pod: 'web-0', uid: 'web-0', container: 'app', owner: 'web' },
    {
      kube,
      logs,
      place,
      reader: { user: 'lin', groups: [] },
      changed: new Pulse(),
      distrust: () => new AbortController().signal,
    },
  );
  const told: string[] = [];
  const batches = source.follow(
    { selection: {} },
    { opened: () => undefined, expect: () => undefined },
  );
  /** Reads on until so many lines were told, or to the end. */
  const read = async (lines = Infinity) => {
    while (told.length < lines) {
      const next = await batches.next();
      if (next.done) {
        return;
      }
      next.value.forEach(each => {
        told.push(each.kind === 'line' ? each.text : each.kind);
      });
    }
  };
  return { cluster, logs, read, run, source, told };
}

describe('a source whose pod is gone', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is read to its end, however long the reader takes', async () => {
    const { cluster, logs, read, source, told } = bench();
    await read(1);
    logs.remove(container);
    cluster.remove('pods', metadata);
    source.judge();
    for (const lines of [2, 3]) {
      await jest.advanceTimersByTimeAsync(60_000);
      await read(lines);
    }
    await read();
    expect(told).toEqual(['line 1', 'line 2', 'line 3']);
    expect(source.isOver).toBe(true);
  });

  it('ends when its log falls silent without an end', async () => {
    const { cluster, read, run, source, told } = bench();
    await read(3);
    cluster.remove('pods', metadata);
    source.judge();
    const end = read();
    await jest.advanceTimersByTimeAsync(1_500);
    run.write('2031-04-01T08:00:04.000000000Z', 'last words');
    await jest.advanceTimersByTimeAsync(1_500);
    expect(source.isOver).toBe(false);
    await jest.advanceTimersByTimeAsync(500);
    await end;
    expect(told.at(-1)).toBe('last words');
    expect(source.isOver).toBe(true);
    expect(run.readers).toBe(0);
  });

  it('goes on when the pod is seen again', async () => {
    const { cluster, read, run, source, told } = bench();
    await read(3);
    cluster.remove('pods', metadata);
    source.judge();
    const fourth = read(4);
    await jest.advanceTimersByTimeAsync(1_500);
    cluster.put('pods', { metadata, status });
    source.stay();
    await jest.advanceTimersByTimeAsync(60_000);
    run.write('2031-04-01T08:01:04.000000000Z', 'line 4');
    await fourth;
    expect(told.at(-1)).toBe('line 4');
    source.leave();
    await read();
  });
});
