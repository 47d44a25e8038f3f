import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ServerResponse } from 'node:http';
import { mockServices } from '@backstage/backend-test-utils';
import { WatchedClusters } from './clusters/WatchedClusters';
import { ScriptedServer } from './testing/ScriptedServer';
import { until } from './testing/until';

jest.setTimeout(60_000);

const perSecond = 5_000;
const seconds = 10;
const batch = perSecond / 50;

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

describe('a burst of events', () => {
  it('of 5,000 each second for 10 s is followed, and other work goes on', async () => {
    let pods: ServerResponse | undefined;
    const server = await ScriptedServer.start({
      list: () => ({ metadata: { resourceVersion: '0' }, items: [] }),
      watch: (path, response) => {
        if (path.endsWith('/pods')) pods = response;
      },
    });
    const clusters = new WatchedClusters({
      logger: mockServices.logger.mock(),
    });
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
    const cluster = await until(
      () => clusters.reader.cluster('busy'),
      known => known?.knowledge().kind === 'live',
    );
    const lines = Array.from(
      { length: (perSecond * seconds) / batch },
      (_, at) =>
        Buffer.from(
          Array.from({ length: batch }, (__, n) => event(at * batch + n)).join(
            '',
          ),
        ),
    );
    let changes = 0;
    clusters.reader.subscribe(() => {
      changes += 1;
    });

    const delay = monitorEventLoopDelay({ resolution: 10 });
    delay.enable();
    const startedAt = performance.now();
    const before = process.cpuUsage();
    let sent = 0;
    await new Promise<void>(done => {
      const timer = setInterval(() => {
        const due = ((performance.now() - startedAt) / 1000) * 50;
        while (sent < Math.min(due, lines.length)) pods?.write(lines[sent++]);
        if (sent === lines.length) {
          clearInterval(timer);
          done();
        }
      }, 20);
    });
    await until(() => changes === perSecond * seconds);
    delay.disable();
    const took = (performance.now() - startedAt) / 1000;
    const { user, system } = process.cpuUsage(before);
    const worst = delay.max / 1e6;
    process.stdout.write(
      `burst: ${changes} events in ${took.toFixed(1)} s, cpu ${(
        (user + system) /
        1e6
      ).toFixed(1)} s, pause p99 ${(delay.percentile(99) / 1e6).toFixed(
        0,
      )} ms, longest ${worst.toFixed(0)} ms\n`,
    );

    expect(cluster?.list('pods')).toHaveLength(1_000);
    const last = cluster?.get('pods', {
      namespace: 'space-9',
      name: 'pod-999',
    });
    expect(last?.metadata?.resourceVersion).toBe(`${perSecond * seconds - 1}`);
    expect(took).toBeLessThan(seconds * 1.5);
    expect(worst).toBeLessThan(500);
    await clusters.end();
    await server.close();
  });
});
