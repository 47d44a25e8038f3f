import type { ClusterKnowledge } from '@pilothouse/plugin-platform-common';
import { deploymentsOfService } from '../features/deployments/view';
import { InMemoryCatalog } from './access/__testUtils__/catalog';
import { shiftTimes } from './testing/shift-times';
import { TerminatingProxy } from './testing/TerminatingProxy';
import { until } from './testing/until';
import { withWatchedCluster } from './__testUtils__/watched-cluster';
import { deployment, pod, replicaSet } from './write/__testUtils__/objects';

jest.setTimeout(180_000);

const patienceMs = 60_000;
const entityRef = 'component:default/web';
const catalog = new InMemoryCatalog([
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'web',
      annotations: { 'backstage.io/kubernetes-label-selector': 'app=web' },
    },
  },
]);

/** The moment that knowledge of a cluster tells of, in milliseconds since the epoch. */
function momentOf(known: ClusterKnowledge | undefined): number {
  if (!known) throw new Error('nothing is known');
  return Date.parse(known.kind === 'live' ? known.syncedAt : known.since);
}

describe('a cluster whose clock is off', () => {
  const watched = withWatchedCluster();
  const { becomes, createConfigMap, has, knowledge } = watched;

  beforeAll(async () => {
    const make = <T>(path: string, body: object) =>
      watched.server.ask<T>({ method: 'POST', path, body });
    const apps = '/apis/apps/v1/namespaces/default';
    type Made = { metadata: { uid: string } };
    await make('/api/v1/namespaces/default/serviceaccounts', {
      metadata: { name: 'default' },
    });
    const { metadata } = await make<Made>(`${apps}/deployments`, {
      ...deployment('web', 'web:2'),
      metadata: { name: 'web', labels: { app: 'web' } },
    });
    const owned = await make<Made>(
      `${apps}/replicasets`,
      replicaSet('web-1', { name: 'web', uid: metadata.uid }),
    );
    await make(
      '/api/v1/namespaces/default/pods',
      pod('web-1-x', { name: 'web-1', uid: owned.metadata.uid }),
    );
    await make('/api/v1/namespaces/default/events', {
      metadata: { name: 'web.1' },
      involvedObject: {
        kind: 'Deployment',
        namespace: 'default',
        name: 'web',
        uid: metadata.uid,
      },
      type: 'Warning',
      reason: 'Slow',
      message: 'slow',
      firstTimestamp: '2031-04-01T08:00:00Z',
      lastTimestamp: '2031-04-01T08:05:00Z',
      count: 3,
    });
  });

  /** What is shown of the service where it runs in one of the clusters only. */
  const shownOf = (cluster: string): string => {
    const { reader } = watched.clusters;
    const only = reader.clusters().filter(({ name }) => name === cluster);
    const kube = { ...reader, clusters: () => only };
    const { placements } = deploymentsOfService(
      { entityRef },
      { kube, catalog },
    );
    return JSON.stringify(placements).replaceAll(cluster, 'cluster');
  };

  it.each([
    ['10 min behind', -10],
    ['10 min ahead', 10],
  ])(
    'is judged and dated as one with the right clock when it is %s',
    async (_, minutes) => {
      const proxy = await TerminatingProxy.before(watched.server, {
        clockMinutes: minutes,
      });
      try {
        const urls = {
          'right-one': watched.server.details.url,
          'off-one': proxy.url,
        };
        const beganAt = Date.now();
        watched.clusters.connect({
          credential: async () => watched.server.credential,
          clusters: async () =>
            Object.entries(urls).map(([cluster, url]) => ({
              ...watched.server.details,
              name: cluster,
              url,
            })),
        });
        for (const cluster of ['right-one', 'off-one']) {
          await becomes('live', { cluster, withinMs: patienceMs });
        }
        // What runs there is told as the cluster dates it, and judged by nothing else.
        expect(shownOf('right-one')).toContain('"web"');
        expect(shiftTimes(shownOf('off-one'), 0)).toBe(
          shiftTimes(shownOf('right-one'), minutes),
        );
        expect(knowledge('off-one')).toMatchObject({ clockMinutes: minutes });
        expect(knowledge('right-one')).not.toHaveProperty('clockMinutes');
        // How fresh that is follows from the portal's own clock.
        const syncedAt = momentOf(knowledge('off-one'));
        expect(syncedAt).toBeGreaterThanOrEqual(beganAt);
        expect(syncedAt).toBeLessThanOrEqual(Date.now());

        const cutAt = Date.now();
        proxy.cut();
        await becomes('stale', {
          cluster: 'off-one',
          because: 'it does not answer',
          withinMs: patienceMs,
        });
        const since = momentOf(knowledge('off-one'));
        expect(Math.abs(since - cutAt)).toBeLessThan(60_000);
        expect(since).toBeLessThanOrEqual(Date.now());
        const missed = `missed-${minutes + 10}`;
        await createConfigMap(missed);
        await until(() => has(missed, 'right-one'));

        proxy.mend();
        await becomes('live', { cluster: 'off-one', withinMs: patienceMs });
        expect(has(missed, 'off-one')).toBe(true);
      } finally {
        await watched.clusters.end();
        await proxy.close();
      }
    },
  );
});
