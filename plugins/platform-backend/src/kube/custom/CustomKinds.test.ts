import type {
  CustomKindName,
  KindState,
} from '@pilothouse/plugin-platform-node';
import { scopeOfNamespaces } from '../access/scope-of';
import { pathOf } from '../informer/requests';
import { ScriptedServer } from '../testing/ScriptedServer';
import { ServedKind } from '../testing/ServedKind';
import { until } from '../testing/until';
import { ClusterConnection } from '../connect/ClusterConnection';
import { CustomKinds, type CustomChange } from './CustomKinds';
import { visibleCustom } from './visible-custom';

jest.setTimeout(120_000);

const patienceMs = 60_000;
const kind = { group: 'x.example.com', version: 'v1', plural: 'things' };
const name = 'things.x.example.com';

describe('kinds that come and go', () => {
  const served = new Map<string, ServedKind>();
  const ended = new AbortController();
  let server: ScriptedServer;
  let connection: ClusterConnection;
  let changes: CustomChange[];
  let kinds: CustomKinds;

  beforeEach(async () => {
    served.clear();
    changes = [];
    const things = new ServedKind();
    things.put('one', { spec: { size: 1 } });
    served.set(pathOf(kind), things);
    served.set(pathOf({ ...kind, version: 'v2' }), new ServedKind());
    server = await ScriptedServer.start({
      list: (path, query) => {
        const found = served.get(path);
        return query.has('watch') ? found && {} : found?.page(query);
      },
      watch: (path, response, query) =>
        served.get(path)?.watch(response, query),
    });
    connection = new ClusterConnection(
      {
        name: 'east',
        url: server.url,
        authMetadata: { 'kubernetes.io/auth-provider': 'localKubectlProxy' },
      },
      async () => ({ type: 'anonymous' }),
    );
    kinds = new CustomKinds({
      cluster: 'east',
      open: request => connection.open(request),
      link: {
        up: async signal => signal,
        suspect: () => undefined,
        heard: () => undefined,
        lostAt: undefined,
      },
      changed: change => changes.push(change),
      signal: ended.signal,
      idleMs: 20,
    });
  });
  afterEach(async () => {
    await connection.close();
    await server.close();
  });
  afterAll(() => ended.abort());

  const becomes = (wanted: KindState['kind'], of: CustomKindName = name) =>
    until(
      async () => kinds.kindState(of).kind,
      state => state === wanted,
      patienceMs,
    );

  it('are watched as long as somebody needs them, and a while after', async () => {
    expect(kinds.kindState(name)).toEqual({ kind: 'pending' });
    const ends = [kinds.need(kind), kinds.need(kind)];
    await becomes('live');
    expect(kinds.get(name, { namespace: 'shop', name: 'one' })).toMatchObject({
      spec: { size: 1 },
    });
    expect(changes).toContainEqual({
      cluster: 'east',
      kind: name,
      namespace: 'shop',
    });

    ends[0]?.();
    ends[0]?.();
    const things = served.get(pathOf(kind));
    things?.tell('ADDED', things.put('two'));
    await until(
      async () => kinds.list(name, 'shop').length,
      count => count === 2,
      patienceMs,
    );
    expect(kinds.list(name, 'payments')).toEqual([]);

    changes.length = 0;
    ends[1]?.();
    await becomes('pending');
    expect(kinds.list(name)).toEqual([]);
    expect(changes).toEqual([{ cluster: 'east', kind: name }]);
  });

  it('are watched in another version once that is needed', async () => {
    kinds.need(kind);
    await becomes('live');
    kinds.need({ ...kind, version: 'v2' });
    await until(
      async () => kinds.list(name).length,
      count => count === 0,
      patienceMs,
    );
    await becomes('live');
    expect(kinds.list(name)).toEqual([]);
  });

  it('are watched for whoever needed the version before, too', async () => {
    const other = { ...kind, plural: 'others' };
    served.set(pathOf(other), new ServedKind());
    const leaveFirst = kinds.need(kind);
    const leaveSecond = kinds.need({ ...kind, version: 'v2' });
    await becomes('live');
    leaveSecond();
    // Idle after it, so that whatever that has ended is over when this is.
    const leaveOther = kinds.need(other);
    await becomes('live', 'others.x.example.com');
    leaveOther();
    await becomes('pending', 'others.x.example.com');
    expect(kinds.kindState(name).kind).toBe('live');
    leaveFirst();
    await becomes('pending');
  });

  it('show nothing of other namespaces', async () => {
    kinds.need(kind);
    await becomes('live');
    const seen = (namespace: string) =>
      visibleCustom(kinds, scopeOfNamespaces(new Map([['east', [namespace]]])));
    const one = { namespace: 'shop', name: 'one' };
    expect(seen('shop').list(name)).toHaveLength(1);
    expect(seen('payments').list(name)).toEqual([]);
    expect(seen('payments').list(name, 'shop')).toEqual([]);
    expect(seen('payments').get(name, one)).toBeUndefined();
  });
});
