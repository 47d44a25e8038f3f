import { until } from './testing/until';
import { TerminatingProxy } from './testing/TerminatingProxy';
import { withWatchedCluster } from './__testUtils__/watched-cluster';

jest.setTimeout(180_000);

const patienceMs = 60_000;

describe('an API server that is slow', () => {
  const watched = withWatchedCluster();
  const { becomes, createConfigMap, has, knowledge } = watched;
  let proxy: TerminatingProxy;

  beforeEach(async () => {
    proxy = await TerminatingProxy.before(watched.server);
  });
  afterEach(async () => {
    await watched.clusters.end();
    await proxy.close();
  });
  const follow = (urls: Record<string, string>) =>
    watched.clusters.connect({
      credential: async () => watched.server.credential,
      clusters: async () =>
        Object.entries(urls).map(([name, url]) => ({
          ...watched.server.details,
          name,
          url,
        })),
    });
  const answers = () =>
    watched.clusters
      .figures()
      .reduce((sum, of) => sum + (of.answers.get('2xx') ?? 0), 0);

  it('is followed without a break though each answer takes more than a second', async () => {
    proxy.slowDown(1_200);
    follow({ test: proxy.url });
    await becomes('live', { withinMs: patienceMs });
    const told = new Set<string | undefined>();
    watched.clusters.reader.subscribe(() => void told.add(knowledge()?.kind));
    for (let n = 0; n < 3; n += 1) {
      const before = answers();
      await createConfigMap(`slow-${n}`);
      await until(() => has(`slow-${n}`), Boolean, patienceMs);
      await until(() => answers() > before + 2, Boolean, patienceMs);
    }
    expect(told).toEqual(new Set(['live']));
  });

  it('is stale, and alone so, while it takes too long for a sign of life, and is back by itself', async () => {
    follow({ near: watched.server.details.url, far: proxy.url });
    await becomes('live', { cluster: 'near', withinMs: patienceMs });
    await becomes('live', { cluster: 'far', withinMs: patienceMs });
    await createConfigMap('in-time');
    await until(() => has('in-time', 'far'), Boolean, patienceMs);

    proxy.slowDown(6_000);
    await becomes('stale', {
      cluster: 'far',
      because: 'it does not answer',
      withinMs: patienceMs,
    });
    await createConfigMap('too-late');
    await until(() => has('too-late', 'near'));
    expect(knowledge('near')?.kind).toBe('live');
    expect(has('in-time', 'far')).toBe(true);
    expect(has('too-late', 'far')).toBe(false);

    proxy.slowDown(0);
    await becomes('live', { cluster: 'far', withinMs: 15_000 });
    expect(has('too-late', 'far')).toBe(true);
  });
});
