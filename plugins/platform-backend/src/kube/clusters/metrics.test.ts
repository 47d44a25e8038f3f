import type { ServerResponse } from 'node:http';
import { mockServices } from '@backstage/backend-test-utils';
import { metered } from '../../metrics/__testUtils__/metered';
import { ScriptedServer } from '../testing/ScriptedServer';
import { until } from '../testing/until';
import { observeClusters } from './metrics';
import { WatchedClusters } from './WatchedClusters';

jest.setTimeout(120_000);

const pod = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop', uid: name, resourceVersion: name },
});
const details = (url: string) => ({
  name: 'east',
  url,
  authMetadata: { 'kubernetes.io/auth-provider': 'localKubectlProxy' },
});

describe('metrics of clusters', () => {
  let clusters: WatchedClusters | undefined;

  afterEach(() => clusters?.end());

  it('are computed when they are read', async () => {
    const { meter, read } = metered();
    const counts = { objects: 3, lists: 2, watches: 4, events: 9 };
    const pods = { kind: 'pods', isServed: true, ...counts } as const;
    const nodes = { ...pods, kind: 'nodes', isServed: false } as const;
    const east = {
      cluster: 'east',
      isLive: true,
      heardAt: 99_000,
      answers: new Map([['2xx', 7]]),
      kinds: [
        { ...pods, heardAt: 40_000 },
        { ...nodes, heardAt: 40_000 },
      ],
    };
    const west = { ...east, cluster: 'west', isLive: false, heardAt: 100_500 };
    let known = [east, { ...west, kinds: [] }];
    observeClusters(
      meter,
      () => known,
      () => 100_000,
    );
    const counted = (kind: string) => ({
      [`pilothouse_kube_cache_objects{cluster="east",kind="${kind}"}`]: 3,
      [`pilothouse_kube_lists_total{cluster="east",kind="${kind}"}`]: 2,
      [`pilothouse_kube_watches_total{cluster="east",kind="${kind}"}`]: 4,
      [`pilothouse_kube_events_total{cluster="east",kind="${kind}"}`]: 9,
    });
    const common = {
      'pilothouse_kube_cluster_live{cluster="east"}': 1,
      'pilothouse_kube_cluster_silence_seconds{cluster="east"}': 1,
      'pilothouse_kube_requests_total{cluster="east",code="2xx"}': 7,
      'pilothouse_kube_requests_total{cluster="west",code="2xx"}': 7,
      'pilothouse_kube_cache_age_seconds{cluster="east",kind="pods"}': 60,
      'pilothouse_kube_cache_age_seconds{cluster="east",kind="nodes"}': NaN,
      ...counted('pods'),
      ...counted('nodes'),
    };
    expect(await read()).toEqual({
      ...common,
      'pilothouse_kube_cluster_live{cluster="west"}': 0,
      'pilothouse_kube_cluster_silence_seconds{cluster="west"}': 0,
    });

    known = [east];
    expect(await read()).toEqual({
      ...common,
      'pilothouse_kube_cluster_live{cluster="west"}': NaN,
      'pilothouse_kube_cluster_silence_seconds{cluster="west"}': NaN,
    });
  });

  it('say what was heard, asked and kept', async () => {
    const watches: ServerResponse[] = [];
    const server = await ScriptedServer.start({
      list: path =>
        path.endsWith('/pods')
          ? { metadata: { resourceVersion: '1' }, items: [pod('a'), pod('b')] }
          : undefined,
      watch: (_, response) => {
        watches.push(response);
      },
    });
    clusters = new WatchedClusters({ logger: mockServices.logger.mock() });
    const { meter, read } = metered();
    observeClusters(meter, () => clusters?.figures() ?? []);
    clusters.connect({
      clusters: async () => [details(server.url)],
      credential: async () => ({ type: 'anonymous' }),
    });
    const of = async (name: string, labels = 'cluster="east",kind="pods"') =>
      (await read())[`${name}{${labels}}`];
    const absent = 'cluster="east",kind="nodes"';
    const lists = () => of('pilothouse_kube_lists_total');
    const objects = () => of('pilothouse_kube_cache_objects');

    try {
      await until(() => watches.length === 1, Boolean, 60_000);
      watches[0].write(
        `${JSON.stringify({ type: 'ADDED', object: pod('c') })}\n`,
      );
      await until(objects, count => count === 3, 60_000);
      expect(await of('pilothouse_kube_events_total')).toBe(1);
      expect([
        await lists(),
        await of('pilothouse_kube_watches_total'),
      ]).toEqual([1, 1]);
      const age = await of('pilothouse_kube_cache_age_seconds');
      expect(age).toBeGreaterThanOrEqual(0);
      expect(age).toBeLessThan(60);

      const gone = { code: 410, reason: 'Expired' };
      watches[0].write(`${JSON.stringify({ type: 'ERROR', object: gone })}\n`);
      await until(lists, count => count === 2, 60_000);

      // What is not there has no age that could grow for ever.
      await until(
        () => of('pilothouse_kube_cache_age_seconds', absent),
        Number.isNaN,
        60_000,
      );
      const requests = 'pilothouse_kube_requests_total';
      expect(await of(requests, 'cluster="east",code="4xx"')).toBeGreaterThan(
        1,
      );
      expect(await of(requests, 'cluster="east",code="2xx"')).toBeGreaterThan(
        3,
      );
    } finally {
      await server.close();
    }
    const unheard = () =>
      of('pilothouse_kube_requests_total', 'cluster="east",code="none"');
    await until(unheard, count => (count ?? 0) > 0, 60_000);
    const live = () => of('pilothouse_kube_cluster_live', 'cluster="east"');
    await until(live, value => value === 0, 60_000);
  });
});
