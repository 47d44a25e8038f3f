import type { KubeChange, KubeObject } from '@pilothouse/plugin-platform-node';
import { ServedKind } from '../testing/ServedKind';
import { until } from '../testing/until';
import { watchServer, type WatchedServer } from './__testUtils__/watched';

jest.setTimeout(300_000);

const patienceMs = 120_000;
const gone = { kind: 'Status', code: 410, reason: 'Expired' };

describe('what is kept of a kind', () => {
  let server: WatchedServer;
  let pods: ServedKind;
  let changes: KubeChange[];

  beforeEach(async () => {
    server = await watchServer(['pods', 'configmaps']);
    pods = server.served.get('pods') ?? new ServedKind();
    changes = [];
    server.clusters.reader.subscribe(change => {
      if (change.kind === 'pods') changes.push(change);
    });
  });
  afterEach(() => server.close());

  const cluster = () => server.clusters.reader.cluster('east');
  const figuresOf = (kind: string) => {
    const [{ kinds } = { kinds: [] }] = server.clusters.figures();
    return kinds.find(each => each.kind === kind);
  };
  const versionOf = ({ metadata = {} }: KubeObject) =>
    `${metadata.name} ${metadata.uid} ${metadata.resourceVersion}`;
  const keptPods = () => (cluster()?.list('pods') ?? []).map(versionOf).sort();
  const thereIs = () => [...pods.objects.values()].map(versionOf).sort();
  const watched = (times: number) =>
    until(() => pods.watchedFrom.length === times, Boolean, patienceMs);
  const heard = (events: number) =>
    until(() => figuresOf('pods')?.events === events, Boolean, patienceMs);

  it('is what the server has of 10,000 pods, though a list expired, and then a watch', async () => {
    for (let n = 0; n < 10_000; n += 1) pods.put(`pod-${n}`);
    const [page, expired] = [pods.page.bind(pods), jest.fn()];
    let asked = 0;
    jest.spyOn(pods, 'page').mockImplementation(query => {
      asked += 1;
      if (asked === 7) {
        // Of these, pages that were read already told otherwise.
        for (let n = 0; n < 300; n += 1) pods.remove(`pod-${n}`);
        for (let n = 300; n < 600; n += 1) pods.put(`pod-${n}`);
        pods.put('pod-new');
        pods.expireLists();
        expired();
      }
      return page(query);
    });
    server.connect();
    await watched(1);
    expect(expired).toHaveBeenCalledTimes(1);
    expect(pods.limits).toEqual(new Set(['500']));
    expect(asked).toBe(7 + 20);
    expect(keptPods()).toEqual(thereIs());
    expect(pods.objects.size).toBe(9_701);

    pods.tell('MODIFIED', pods.put('pod-9000'));
    pods.tell('DELETED', pods.remove('pod-9001'));
    await heard(2);
    expect(keptPods()).toEqual(thereIs());

    for (let n = 5_000; n < 5_500; n += 1) pods.remove(`pod-${n}`);
    for (let n = 5_500; n < 6_000; n += 1) pods.put(`pod-${n}`);
    pods.tell('ERROR', gone);
    await watched(2);
    expect(keptPods()).toEqual(thereIs());
    expect(figuresOf('pods')).toMatchObject({ objects: 9_200, lists: 3 });
  });

  it('is not changed by what was told before', async () => {
    const first = pods.put('web');
    server.connect();
    await watched(1);
    changes.length = 0;
    const second = pods.put('web');
    const deleted = pods.remove('web');
    const third = pods.put('web');
    const [modified, over, again] = (
      [
        ['MODIFIED', second],
        ['DELETED', deleted],
        ['ADDED', third],
      ] as const
    ).map(
      ([type, object]) =>
        () =>
          pods.tell(type, object),
    );
    for (const tell of [modified, modified, over, again]) tell();
    for (const tell of [over, modified, again, over]) tell();
    await heard(8);
    expect(first.metadata?.uid).not.toBe(third.metadata?.uid);
    expect(keptPods()).toEqual([versionOf(third)]);
    expect(changes).toHaveLength(3);
  });

  it('is of a ConfigMap of 1 MB no more than its metadata', async () => {
    const configMaps = server.served.get('configmaps') ?? new ServedKind();
    const data = { 'big.json': 'x'.repeat(1024 * 1024) };
    configMaps.put('listed', { data });
    server.connect();
    await until(() => configMaps.watchedFrom.length === 1, Boolean, patienceMs);
    configMaps.tell('ADDED', configMaps.put('watched', { data }));
    const kept = await until(
      () => cluster()?.list('configmaps') ?? [],
      ({ length }) => length === 2,
      patienceMs,
    );
    const names = kept.map(({ metadata }) => metadata?.name);
    expect(names.sort()).toEqual(['listed', 'watched']);
    for (const object of kept)
      expect(Object.keys(object)).toEqual(['metadata']);
    expect(cluster()?.kindState('configmaps').kind).toBe('live');
  });
});
