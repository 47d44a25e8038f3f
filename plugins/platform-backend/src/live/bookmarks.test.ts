import type { KubeKindName } from '@pilothouse/plugin-platform-node';
import { until } from '../kube/testing/until';
import { watchServer } from '../kube/clusters/__testUtils__/watched';
import { LiveHub } from './LiveHub';
import { kubeSource, trackKube } from './sources/kube';

jest.setTimeout(300_000);

const patienceMs = 60_000;
const kinds: readonly KubeKindName[] = ['pods', 'services'];

describe('bookmarks', () => {
  it('wake no view, however many come, and are where a watch goes on', async () => {
    const { clusters, served, connect, close } = await watchServer(kinds);
    const { reader } = clusters;
    const hub = new LiveHub(error => ({ name: 'Error', message: `${error}` }));
    hub.follow(kubeSource(reader));
    const perspective = {
      key: 'all',
      evaluate: (_: object, reads: Set<string>) =>
        trackKube(reader, reads)
          .clusters()
          .map(cluster => [
            cluster.knowledge(),
            kinds.map(kind => [
              cluster.kindState(kind),
              cluster.list(kind).length,
            ]),
          ]),
    };
    const pods = served.get('pods');
    const services = served.get('services');
    const isSettled = () =>
      reader.cluster('east')?.knowledge().kind === 'live' &&
      kinds.every(
        kind => reader.cluster('east')?.kindState(kind).kind === 'live',
      );
    try {
      connect();
      const { state } = hub.look(
        { query: 'all', perspective, input: {} },
        () => {},
      );
      await until(isSettled, Boolean, patienceMs);
      const told = (count: number) => () =>
        JSON.stringify(state()).includes(`[{"kind":"live"},${count}]`);
      services?.tell('ADDED', services.put('first'));
      await until(told(1), Boolean, patienceMs);

      const before = hub.figures.evaluations;
      for (let version = 1_000; version < 21_000; version += 1) {
        const metadata = { resourceVersion: `${version}` };
        pods?.tell('BOOKMARK', { metadata });
      }
      pods?.endWatch();
      // All of them were read once the next watch begins behind the last.
      await until(() => pods?.watchedFrom.length === 2, Boolean, patienceMs);
      expect(pods?.watchedFrom).toEqual(['0', '20999']);
      // One more change is one more evaluation.
      services?.tell('ADDED', services.put('second'));
      await until(told(2), Boolean, patienceMs);
      expect(hub.figures.evaluations).toBe(before + 1);
    } finally {
      await close();
    }
  });
});
