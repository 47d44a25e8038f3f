import {
  kubeKinds,
  type KubeKindName,
  type KubeReader,
} from '@pilothouse/plugin-platform-node';
import { clusterOf, kindsOfDetail } from '../../features/deployments/readable';
import { LiveHub } from '../../live/LiveHub';
import { kubeSource, trackKube } from '../../live/sources/kube';
import { pause } from '../connect/pause';
import { ServedKind } from '../testing/ServedKind';
import { until } from '../testing/until';
import { watchServer, type WatchedServer } from './__testUtils__/watched';

jest.setTimeout(300_000);

const patienceMs = 60_000;
const allKinds = Object.keys(kubeKinds) as KubeKindName[];
const absent = [{ kind: 'StatefulSet', because: 'absent' }];

/** What a page is told of the StatefulSets of the cluster. */
function told(kube: KubeReader) {
  const cluster = kube.cluster('east');
  if (!cluster) return undefined;
  const { knowledge, unreadable } = clusterOf(cluster, kindsOfDetail);
  const names = cluster
    .list('statefulsets')
    .map(({ metadata }) => metadata?.name);
  return { known: knowledge.kind, unreadable, names };
}

describe('a kind that is not always there', () => {
  /** How long was waited, and what lets a long wait end. */
  const pauses = new Set<number>();
  let hurry: () => void = () => {};
  let server: WatchedServer;

  beforeEach(async () => {
    pauses.clear();
    server = await watchServer(
      allKinds.filter(kind => kind !== 'statefulsets'),
      {
        pause: (ms, signal) => {
          pauses.add(ms);
          if (ms < 30_000) return pause(ms, signal);
          return new Promise(resolve => {
            hurry = resolve;
            signal.addEventListener('abort', () => resolve());
          });
        },
      },
    );
  });
  afterEach(() => server.close());

  it('is told as not there, never as empty, as it comes and goes', async () => {
    const { clusters, served } = server;
    const { reader } = clusters;
    const hub = new LiveHub(error => ({ name: 'Error', message: `${error}` }));
    hub.follow(kubeSource(reader));
    const history: unknown[] = [];
    const perspective = {
      key: 'all',
      evaluate: (_: object, reads: Set<string>) => {
        const now = told(trackKube(reader, reads));
        history.push(now);
        return now;
      },
    };
    const looking = hub.look(
      { query: 'statefulsets', perspective, input: {} },
      () => {},
    );
    const toldNow = () => {
      const state = looking.state();
      return state?.kind === 'value' ? state.value : state;
    };
    const becomes = (expected: object) =>
      until(
        () => JSON.stringify(toldNow()),
        now => now === JSON.stringify(expected),
        patienceMs,
      );
    const isAbsent = { known: 'live', unreadable: absent, names: [] };

    server.connect();
    await becomes(isAbsent);
    expect(pauses).toContain(30_000);

    for (const name of ['orders', 'payments']) {
      const kind = new ServedKind();
      kind.put(name);
      served.set('statefulsets', kind);
      hurry();
      await becomes({ known: 'live', names: [name] });
      expect(reader.cluster('east')?.kindState('statefulsets').kind).toBe(
        'live',
      );

      served.delete('statefulsets');
      kind.endWatch();
      await becomes(isAbsent);
    }
    looking.leave();

    // Nothing was ever said to be empty while it was known, or believed to be, not to be there.
    const empty = { known: 'live', unreadable: undefined, names: [] };
    expect(history).not.toContainEqual(empty);
  });
});
