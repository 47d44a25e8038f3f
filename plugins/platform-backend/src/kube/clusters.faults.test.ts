import { mockServices } from '@backstage/backend-test-utils';
import type { KubernetesCredential } from '@backstage/plugin-kubernetes-node';
import type { KubeKindName } from '@pilothouse/plugin-platform-node';
import { ClusterConnection } from './connect/ClusterConnection';
import { WatchedClusters } from './clusters/WatchedClusters';
import { TestCluster } from './testing/TestCluster';
import { until } from './testing/until';
import { Wire } from './testing/Wire';
import { Replica } from './cache/Replica';
import { Informer } from './informer/Informer';

jest.setTimeout(120_000);

const core = '/api/v1/namespaces/default';
const configMap = (name: string, labels = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, labels },
});

describe('the watch cache and a real API server', () => {
  let server: TestCluster;
  let clusters: WatchedClusters;

  beforeAll(async () => {
    server = await TestCluster.start();
  });
  afterAll(async () => {
    await server?.stop();
  });
  beforeEach(() => {
    clusters = new WatchedClusters({ logger: mockServices.logger.mock() });
  });
  afterEach(async () => {
    await clusters.end();
    server.revive();
    await server.ready();
  });

  const create = (object: { kind: string }, path = core) =>
    server.ask({
      method: 'POST',
      path: `${path}/${object.kind.toLowerCase()}s`,
      body: object,
    });
  const remove = (name: string) =>
    server.ask({ method: 'DELETE', path: `${core}/configmaps/${name}` });
  const follow = (
    credential: () => Promise<KubernetesCredential> = async () =>
      server.credential,
    urls: Record<string, string> = { test: server.details.url },
  ) =>
    clusters.connect({
      credential,
      clusters: async () =>
        Object.entries(urls).map(([name, url]) => ({
          ...server.details,
          name,
          url,
        })),
    });
  const knowledge = (name = 'test') =>
    clusters.reader.cluster(name)?.knowledge();
  const becomes = (kind: string, name = 'test', ms = 15_000) =>
    until(
      () => knowledge(name),
      known => known?.kind === kind,
      ms,
    );
  const saysOf = (kind: string, because: string, name = 'test') =>
    until(
      () => knowledge(name),
      known =>
        known?.kind === kind && 'because' in known && known.because === because,
      // An API server believes a token for ten seconds more.
      20_000,
    );
  const has = (name: string, cluster = 'test') =>
    clusters.reader
      .cluster(cluster)
      ?.get('configmaps', { namespace: 'default', name }) !== undefined;
  const versions = (kind: KubeKindName, cluster = 'test') =>
    clusters.reader
      .cluster(cluster)
      ?.list(kind)
      .map(({ metadata }) => `${metadata?.uid} ${metadata?.resourceVersion}`)
      .sort();
  const listed = async (path: string) => {
    const { items } = await server.ask<{
      items: { metadata: { uid: string; resourceVersion: string } }[];
    }>({ path });
    return items
      .map(({ metadata }) => `${metadata.uid} ${metadata.resourceVersion}`)
      .sort();
  };

  /** Lets a ServiceAccount watch something, and waits until that has been understood. */
  const grant = async (name: string, ...resources: string[]) => {
    const group = 'rbac.authorization.k8s.io';
    const make = (kind: string, rest: object) =>
      server.ask({
        method: 'POST',
        path: `/apis/${group}/v1/${kind.toLowerCase()}s`,
        body: { apiVersion: `${group}/v1`, kind, metadata: { name }, ...rest },
      });
    await make('ClusterRole', {
      rules: [{ apiGroups: [''], resources, verbs: ['list', 'watch'] }],
    });
    await make('ClusterRoleBinding', {
      roleRef: { apiGroup: group, kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace: 'default' }],
    });
    const review = () =>
      server.ask<{ status: { allowed: boolean } }>({
        method: 'POST',
        path: '/apis/authorization.k8s.io/v1/subjectaccessreviews',
        body: {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SubjectAccessReview',
          spec: {
            user: `system:serviceaccount:default:${name}`,
            resourceAttributes: { verb: 'watch', resource: resources[0] },
          },
        },
      });
    await until(review, ({ status }) => status.allowed);
  };

  it('keeps what it knew while the API server is gone, says why, and is back by itself', async () => {
    follow();
    await becomes('live');
    await create(configMap('before'));
    await until(() => has('before'));

    await server.kill('kube-apiserver');
    await saysOf('stale', 'connection refused');
    expect(has('before')).toBe(true);

    server.revive();
    await server.ready();
    const readyAt = Date.now();
    await becomes('live', 'test', 10_000);
    process.stdout.write(`live ${Date.now() - readyAt} ms after ready\n`);
    await create(configMap('after'));
    await until(() => has('after'), Boolean, 2_000);
  });

  it('starts before the API server does', async () => {
    await create(configMap('older'));
    await server.kill('kube-apiserver');
    follow();
    await saysOf('unreachable', 'connection refused');
    server.revive();
    await becomes('live', 'test', 60_000);
    expect(has('older')).toBe(true);
  });

  it('lists anew when the server has forgotten where its watch was', async () => {
    const connection = new ClusterConnection(
      server.details,
      async () => server.credential,
    );
    const [replica, statuses] = [new Replica('configmaps'), [] as number[]];
    const [ended, cut] = [new AbortController(), new AbortController()];
    let watches = 0;
    let goOn = () => {};
    const held = new Promise<void>(done => {
      goOn = done;
    });
    const informer = new Informer({
      name: 'configmaps',
      served: {
        group: '',
        version: 'v1',
        plural: 'configmaps',
        metadataOnly: true,
      },
      replica,
      open: async asked => {
        const isWatch = asked.query?.watch === true;
        watches += isWatch ? 1 : 0;
        if (isWatch && watches === 2) await held;
        const answer = await connection.open(asked);
        if (isWatch && watches === 1) {
          cut.signal.addEventListener('abort', () =>
            answer.body.destroy(
              Object.assign(new Error(), { code: 'ECONNRESET' }),
            ),
          );
        }
        statuses.push(answer.statusCode);
        return answer;
      },
      link: {
        up: async () => new AbortController().signal,
        suspect: () => {},
        heard: () => {},
      },
      changed: () => {},
      stateChanged: () => {},
    });
    const running = informer.run(ended.signal);
    await until(() => informer.state.kind === 'live');
    cut.abort();
    await until(() => watches === 2);

    for (let n = 0; n < 20; n += 1) await create(configMap(`forgotten-${n}`));
    await remove('forgotten-7');
    await server.compact();
    await server.kill('kube-apiserver');
    server.revive();
    await server.ready();
    const listsBefore = statuses.length;
    goOn();

    await until(() => replica.objects.find('default', 'forgotten-19'));
    expect(replica.objects.find('default', 'forgotten-7')).toBeUndefined();
    // The watch that was refused, the list, the next watch.
    await until(() => statuses.length >= listsBefore + 3);
    ended.abort();
    await connection.close();
    await running;
  });

  it('notices a token that no longer counts, and takes the new one', async () => {
    const account = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'viewer' },
    };
    const token = async () => {
      await create(account);
      const { status } = await server.ask<{ status: { token: string } }>({
        method: 'POST',
        path: `${core}/serviceaccounts/viewer/token`,
        body: {
          apiVersion: 'authentication.k8s.io/v1',
          kind: 'TokenRequest',
          spec: {},
        },
      });
      return status.token;
    };
    await grant('viewer', 'pods', 'configmaps');
    let own = await token();
    follow(async () => ({ type: 'bearer token', token: own }));
    await becomes('live');
    const cluster = clusters.reader.cluster('test');
    expect(cluster?.kindState('pods').kind).toBe('live');
    expect(cluster?.kindState('secrets').kind).toBe('forbidden');

    await server.ask({
      method: 'DELETE',
      path: `${core}/serviceaccounts/viewer`,
    });
    await saysOf('stale', "the portal's token was refused");
    own = await token();
    await becomes('live', 'test', 10_000);
    await create(configMap('renewed'));
    await until(() => has('renewed'));
  });

  it('loses one of two clusters to a cut wire without a word, and no more than that one', async () => {
    const wire = await Wire.to(server.details.url);
    follow(undefined, { near: server.details.url, far: wire.url });
    await becomes('live', 'near');
    await becomes('live', 'far');

    wire.cut();
    await create(configMap('unheard'));
    await until(() => has('unheard', 'near'));
    const cutAt = Date.now();
    await saysOf('stale', 'it does not answer', 'far');
    process.stdout.write(`half-open noticed after ${Date.now() - cutAt} ms\n`);
    expect(knowledge('near')?.kind).toBe('live');
    expect(has('unheard', 'far')).toBe(false);

    wire.mend();
    await becomes('live', 'far', 10_000);
    expect(has('unheard', 'far')).toBe(true);
    await wire.close();
  });

  it('goes on from where a broken watch was', async () => {
    const wire = await Wire.to(server.details.url);
    follow(undefined, { test: wire.url });
    await becomes('live');
    for (let n = 0; n < 5; n += 1) {
      wire.reset();
      await create(configMap(`unbroken-${n}`));
      await until(() => has(`unbroken-${n}`));
    }
    await becomes('live');
    expect(versions('configmaps')).toEqual(await listed('/api/v1/configmaps'));
    await wire.close();
  });

  it('equals a fresh list after an hour of churn in short', async () => {
    follow();
    await becomes('live');
    let events = 0;
    clusters.reader.subscribe(() => {
      events += 1;
    });
    const startedAt = Date.now();
    const churn = async (worker: number) => {
      for (let n = 0; n < 60; n += 1) {
        const name = `churn-${worker}-${n % 7}`;
        await create(configMap(name, { n: `${n}` })).catch(() => remove(name));
      }
    };
    await Promise.all(Array.from({ length: 20 }, (_, w) => churn(w)));
    const seconds = (Date.now() - startedAt) / 1000;
    await create(configMap('last'));
    await until(() => has('last'));
    process.stdout.write(`${events} events in ${seconds} s\n`);
    expect(versions('configmaps')).toEqual(await listed('/api/v1/configmaps'));
    expect(versions('namespaces')).toEqual(await listed('/api/v1/namespaces'));
    expect(events).toBeGreaterThan(1_000);
  });
});
