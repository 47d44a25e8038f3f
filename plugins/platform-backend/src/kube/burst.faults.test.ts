import type { ServerResponse } from 'node:http';
import { mockServices } from '@backstage/backend-test-utils';
import type { KubeReader } from '@pilothouse/plugin-platform-node';
import { LiveHub } from '../live/LiveHub';
import type { Perspective } from '../live/Outlook';
import { kubeSource, trackKube } from '../live/sources/kube';
import { core, withWatchedCluster } from './__testUtils__/watched-cluster';
import { WatchedClusters } from './clusters/WatchedClusters';
import { ScriptedServer } from './testing/ScriptedServer';
import { until } from './testing/until';

jest.setTimeout(300_000);

const patienceMs = 120_000;
const perSecond = 5_000;
const events = perSecond * 10;
const batchesPerSecond = 50;
const batch = perSecond / batchesPerSecond;

/** As large as a pod with its field owners is. */
const padding = 'x'.repeat(3_500);
const event = (n: number) =>
  `${JSON.stringify({
    type: n < 1_000 ? 'ADDED' : 'MODIFIED',
    object: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: `pod-${n % 1_000}`,
        namespace: `space-${n % 10}`,
        uid: `uid-${n % 1_000}`,
        resourceVersion: `${n}`,
        labels: { 'app.kubernetes.io/name': `app-${n % 50}` },
        managedFields: [{ manager: padding }],
      },
      spec: { nodeName: 'sim-1', containers: [{ name: 'web', image: 'web' }] },
    },
  })}\n`;

const lines = Array.from({ length: events / batch }, (_, at) =>
  Buffer.from(
    Array.from({ length: batch }, (__, n) => event(at * batch + n)).join(''),
  ),
);

describe('a burst of events', () => {
  let server: ScriptedServer;
  let clusters: WatchedClusters;
  let pods: ServerResponse | undefined;

  beforeEach(async () => {
    server = await ScriptedServer.start({
      list: () => ({ metadata: { resourceVersion: '0' }, items: [] }),
      watch: (path, response) => {
        if (path.endsWith('/pods')) pods = response;
      },
    });
    clusters = new WatchedClusters({ logger: mockServices.logger.mock() });
    clusters.connect({
      clusters: async () => [
        {
          name: 'busy',
          url: server.url,
          authMetadata: { 'kubernetes.io/auth-provider': 'localKubectlProxy' },
        },
      ],
      credential: async () => ({ type: 'anonymous' }),
    });
  });
  afterEach(async () => {
    await clusters.end();
    await server.close();
  });

  it('is followed whole and in order, and viewers are told what stands', async () => {
    await until(
      () => clusters.reader.cluster('busy')?.knowledge().kind,
      kind => kind === 'live',
      patienceMs,
    );
    const seen: number[] = [];
    clusters.reader.subscribe(() => {
      seen.push(versionIn(clusters.reader));
    });
    const { hub, told, leave } = onlooker(clusters.reader);

    const startedAt = performance.now();
    await sendAll(lines, line => pods?.write(line));
    await until(() => seen.length === events, Boolean, patienceMs);
    await until(() => told.at(-1) === events - 1, Boolean, patienceMs);
    const tookMs = performance.now() - startedAt;
    leave();
    process.stdout.write(
      `burst: ${seen.length} events in ${(tookMs / 1000).toFixed(1)} s, ${
        hub.figures.evaluations
      } evaluations of a view\n`,
    );

    expect(clusters.reader.cluster('busy')?.list('pods')).toHaveLength(1_000);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
    // A timer may be early by a moment.
    expect(hub.figures.evaluations).toBeLessThan(tookMs / 90 + 3);
    expect(hub.figures.failures).toBe(0);
  });
});

describe('a burst of events of real API servers', () => {
  const watched = withWatchedCluster();
  const clusters = 25;
  const writes = events / clusters;
  const writers = 10;
  const names = Array.from({ length: clusters }, (_, n) => `busy-${n}`);

  it(`from ${clusters} clusters is followed to every last state, and none goes backwards`, async () => {
    const { server } = watched;
    const write = (worker: number, n: number) =>
      server.ask({
        method: n === 0 ? 'POST' : 'PATCH',
        path: `${core}/services${n === 0 ? '' : `/burst-${worker}`}`,
        headers:
          n === 0 ? {} : { 'content-type': 'application/merge-patch+json' },
        body: {
          metadata: { name: `burst-${worker}`, labels: { n: `${n}` } },
          ...(n === 0 && { spec: { ports: [{ port: 80 }] } }),
        },
      });
    watched.clusters.connect({
      credential: async () => server.credential,
      clusters: async () => names.map(name => ({ ...server.details, name })),
    });
    for (const cluster of names) {
      await watched.becomes('live', { cluster, withinMs: patienceMs });
    }
    const at = (cluster: string, worker: number) =>
      Number(
        watched.clusters.reader
          .cluster(cluster)
          ?.get('services', { namespace: 'default', name: `burst-${worker}` })
          ?.metadata?.labels?.n ?? -1,
      );
    const states = (cluster: string) =>
      Array.from({ length: writers }, (_, worker) => at(cluster, worker));
    const last = new Map<string, number[]>();
    const backwards: string[] = [];
    watched.clusters.reader.subscribe(({ cluster, kind }) => {
      if (kind !== 'services') return;
      const now = states(cluster);
      const before = last.get(cluster);
      if (before?.some((n, worker) => (now[worker] ?? -1) < n))
        backwards.push(cluster);
      last.set(cluster, now);
    });

    const each = writes / writers;
    const startedAt = performance.now();
    await Promise.all(
      Array.from({ length: writers }, async (_, worker) => {
        for (let n = 0; n < each; n += 1) await write(worker, n);
      }),
    );
    const told = () =>
      names.every(name => states(name).every(n => n === each - 1));
    await until(told, Boolean, patienceMs);
    const tookS = (performance.now() - startedAt) / 1000;
    process.stdout.write(
      `burst: ${events} events of real clusters in ${tookS.toFixed(1)} s\n`,
    );
    for (const name of names) {
      expect(states(name)).toEqual(Array(writers).fill(each - 1));
    }
    expect(backwards).toEqual([]);
    for (const cluster of names) {
      expect(watched.knowledge(cluster)?.kind).toBe('live');
    }
  });
});

/** Version of the pod that each round of events changes last. */
function versionIn(kube: KubeReader): number {
  const last = { namespace: 'space-9', name: 'pod-999' };
  const pod = kube.cluster('busy')?.get('pods', last);
  return Number(pod?.metadata?.resourceVersion ?? 0);
}

/** Somebody who looks at that pod, with all that they were told. */
function onlooker(kube: KubeReader) {
  const hub = new LiveHub(error => ({ name: 'Error', message: `${error}` }));
  const unfollow = hub.follow(kubeSource(kube));
  const told: number[] = [];
  const perspective: Perspective<object, number> = {
    key: 'all',
    evaluate: (_, reads) => versionIn(trackKube(kube, reads)),
  };
  const look = hub.look({ query: 'last', perspective, input: {} }, () => {
    const state = look.state();
    told.push(state?.kind === 'value' ? Number(state.value) : NaN);
  });
  const leave = () => {
    look.leave();
    unfollow();
  };
  return { hub, told, leave };
}

/** Sends as fast as the burst is, or as the machine lets it. */
async function sendAll(
  all: readonly Buffer[],
  send: (line: Buffer) => void,
): Promise<void> {
  const startedAt = performance.now();
  let sent = 0;
  await new Promise<void>(done => {
    const timer = setInterval(() => {
      const due = ((performance.now() - startedAt) / 1000) * batchesPerSecond;
      while (sent < Math.min(due, all.length)) send(all[sent++]);
      if (sent === all.length) {
        clearInterval(timer);
        done();
      }
    }, 20);
  });
}
