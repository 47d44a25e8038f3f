import type { KubernetesCredential } from '@backstage/plugin-kubernetes-node';
import type { KubeKindName } from '@pilothouse/plugin-platform-node';
import { ClusterConnection } from './connect/ClusterConnection';
import { until } from './testing/until';
import { core, withWatchedCluster } from './__testUtils__/watched-cluster';
import { TerminatingProxy } from './testing/TerminatingProxy';
import type { TestCluster } from './testing/TestCluster';
import { Wire } from './testing/Wire';
import { Replica } from './cache/Replica';
import { Informer, type InformerOptions } from './informer/Informer';

jest.setTimeout(120_000);

describe('the watch cache and a real API server', () => {
  const watched = withWatchedCluster();
  const { becomes, createConfigMap, has, knowledge } = watched;

  const remove = (name: string) =>
    watched.server.ask({
      method: 'DELETE',
      path: `${core}/configmaps/${name}`,
    });
  const follow = (
    credential: () => Promise<KubernetesCredential> = async () =>
      watched.server.credential,
    urls: Record<string, string> = { test: watched.server.details.url },
  ) =>
    watched.clusters.connect({
      credential,
      clusters: async () =>
        Object.entries(urls).map(([name, url]) => ({
          ...watched.server.details,
          name,
          url,
        })),
    });
  const saysOf = (
    kind: 'stale' | 'unreachable',
    because: string,
    cluster?: string,
  ) =>
    // An API server believes a token for ten seconds more.
    becomes(kind, { because, cluster, withinMs: 20_000 });
  const versions = (kind: KubeKindName, cluster = 'test') =>
    watched.clusters.reader
      .cluster(cluster)
      ?.list(kind)
      .map(({ metadata }) => `${metadata?.uid} ${metadata?.resourceVersion}`)
      .sort();
  const listed = async (path: string) => {
    const { items } = await watched.server.ask<{
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
      watched.server.ask({
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
      watched.server.ask<{ status: { allowed: boolean } }>({
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
    await createConfigMap('before');
    await until(() => has('before'));

    await watched.server.kill('kube-apiserver');
    await saysOf('stale', 'connection refused');
    expect(has('before')).toBe(true);

    watched.server.revive();
    await watched.server.ready();
    const readyAt = Date.now();
    await becomes('live', { withinMs: 10_000 });
    process.stdout.write(`live ${Date.now() - readyAt} ms after ready\n`);
    await createConfigMap('after');
    await until(() => has('after'), Boolean, 2_000);
  });

  it('starts before the API server does', async () => {
    await createConfigMap('older');
    await watched.server.kill('kube-apiserver');
    follow();
    await saysOf('unreachable', 'connection refused');
    watched.server.revive();
    await becomes('live', { withinMs: 60_000 });
    expect(has('older')).toBe(true);
  });

  it('lists anew when the server has forgotten where its watch was', async () => {
    const connection = new ClusterConnection(
      watched.server.details,
      async () => watched.server.credential,
    );
    const [replica, statuses] = [new Replica('configmaps'), [] as number[]];
    const [ended, cut] = [new AbortController(), new AbortController()];
    let watches = 0;
    let goOn = () => {};
    const held = new Promise<void>(done => {
      goOn = done;
    });
    const informer = unheeded(replica, async asked => {
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
    });
    const running = informer.run(ended.signal);
    await until(() => informer.state.kind === 'live');
    cut.abort();
    await until(() => watches === 2);

    for (let n = 0; n < 20; n += 1) await createConfigMap(`forgotten-${n}`);
    await remove('forgotten-7');
    await watched.server.compact();
    await watched.server.kill('kube-apiserver');
    watched.server.revive();
    await watched.server.ready();
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
      await watched.server.ask({
        method: 'POST',
        path: `${core}/serviceaccounts`,
        body: account,
      });
      const { status } = await watched.server.ask<{
        status: { token: string };
      }>({
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
    const cluster = watched.clusters.reader.cluster('test');
    expect(cluster?.kindState('pods').kind).toBe('live');
    expect(cluster?.kindState('secrets').kind).toBe('forbidden');

    await watched.server.ask({
      method: 'DELETE',
      path: `${core}/serviceaccounts/viewer`,
    });
    await saysOf('stale', "the portal's token was refused");
    own = await token();
    await becomes('live', { withinMs: 10_000 });
    await createConfigMap('renewed');
    await until(() => has('renewed'));
  });

  it('loses one of two clusters to a cut wire without a word, and no more than that one', async () => {
    const wire = await Wire.to(watched.server.details.url);
    follow(undefined, { near: watched.server.details.url, far: wire.url });
    await becomes('live', { cluster: 'near' });
    await becomes('live', { cluster: 'far' });

    wire.cut();
    await createConfigMap('unheard');
    await until(() => has('unheard', 'near'));
    const cutAt = Date.now();
    await saysOf('stale', 'it does not answer', 'far');
    process.stdout.write(`half-open noticed after ${Date.now() - cutAt} ms\n`);
    expect(knowledge('near')?.kind).toBe('live');
    expect(has('unheard', 'far')).toBe(false);

    wire.mend();
    await becomes('live', { cluster: 'far', withinMs: 10_000 });
    expect(has('unheard', 'far')).toBe(true);
    await wire.close();
  });

  it.each([
    ['', 20_000, ({ details }: TestCluster) => Wire.to(details.url)],
    [
      ', behind a proxy that ends connections and speaks HTTP/1.1',
      30_000,
      (server: TestCluster) => TerminatingProxy.before(server),
    ],
  ])(
    'notices soon that a watch died without a word, though the cluster answers all else%s',
    async (_, withinMs, join) => {
      const wire = await join(watched.server);
      const connection = new ClusterConnection(
        { ...watched.server.details, url: wire.url },
        async () => watched.server.credential,
      );
      const replica = new Replica('configmaps');
      const asked: string[] = [];
      const informer = unheeded(replica, request => {
        asked.push(request.query?.watch ? 'watch' : 'list');
        return connection.open(request);
      });
      const ended = new AbortController();
      const running = informer.run(ended.signal);
      await until(() => informer.state.kind === 'live');

      wire.cut();
      wire.mend();
      const name = `missed-${withinMs}`;
      await createConfigMap(name);
      const cutAt = Date.now();
      await until(
        () => replica.objects.find('default', name),
        Boolean,
        withinMs,
      );
      process.stdout.write(`dead watch noticed in ${Date.now() - cutAt} ms\n`);
      expect(asked).toEqual(['list', 'watch', 'watch']);
      ended.abort();
      await connection.close();
      await running;
      await wire.close();
    },
  );

  it('goes on from where a broken watch was', async () => {
    const wire = await Wire.to(watched.server.details.url);
    follow(undefined, { test: wire.url });
    await becomes('live');
    for (let n = 0; n < 5; n += 1) {
      wire.reset();
      await createConfigMap(`unbroken-${n}`);
      await until(() => has(`unbroken-${n}`));
    }
    await becomes('live');
    expect(versions('configmaps')).toEqual(await listed('/api/v1/configmaps'));
    await wire.close();
  });

  it('knows all that changed while it was cut off for longer than the server remembers', async () => {
    const wire = await Wire.to(watched.server.details.url);
    follow(undefined, { test: wire.url });
    await createConfigMap('kept');
    await createConfigMap('removed');
    await becomes('live');
    await until(() => has('removed'));
    const lists = () =>
      watched.clusters
        .figures()[0]
        .kinds.find(({ kind }) => kind === 'configmaps')?.lists ?? 0;
    const listedBefore = lists();

    wire.cut();
    await saysOf('stale', 'it does not answer');
    for (let n = 0; n < 50; n += 1) await createConfigMap(`unheard-${n}`);
    await remove('removed');
    await watched.server.compact();
    await watched.server.kill('kube-apiserver');
    watched.server.revive();
    await watched.server.ready();
    expect(has('removed')).toBe(true);

    wire.mend();
    await becomes('live', { withinMs: 20_000 });
    expect(lists()).toBeGreaterThan(listedBefore);
    expect(versions('configmaps')).toEqual(await listed('/api/v1/configmaps'));
    expect(versions('namespaces')).toEqual(await listed('/api/v1/namespaces'));
    await createConfigMap('heard');
    await until(() => has('heard'));
    await wire.close();
  });

  it('keeps what it knew while etcd is gone, and goes on by itself', async () => {
    follow();
    await createConfigMap('stored');
    await becomes('live');
    await until(() => has('stored'));
    await watched.server.kill('etcd');
    await expect(createConfigMap('refused')).rejects.toThrow();
    expect(has('stored')).toBe(true);

    watched.server.revive();
    await until(() =>
      createConfigMap('stored-later').then(
        () => true,
        () => has('stored-later'),
      ),
    );
    await until(() => has('stored-later'));
    await becomes('live', { withinMs: 30_000 });
    expect(versions('configmaps')).toEqual(await listed('/api/v1/configmaps'));
  });

  it('equals a fresh list after an hour of churn in short', async () => {
    follow();
    await becomes('live');
    let events = 0;
    watched.clusters.reader.subscribe(() => {
      events += 1;
    });
    const startedAt = Date.now();
    const churn = async (worker: number) => {
      for (let n = 0; n < 60; n += 1) {
        const name = `churn-${worker}-${n % 7}`;
        await createConfigMap(name, { n: `${n}` }).catch(() => remove(name));
      }
    };
    await Promise.all(Array.from({ length: 20 }, (_, w) => churn(w)));
    const seconds = (Date.now() - startedAt) / 1000;
    await createConfigMap('last');
    await until(() => has('last'));
    process.stdout.write(`${events} events in ${seconds} s\n`);
    expect(versions('configmaps')).toEqual(await listed('/api/v1/configmaps'));
    expect(versions('namespaces')).toEqual(await listed('/api/v1/namespaces'));
    expect(events).toBeGreaterThan(1_000);
  });
});

/** An informer of ConfigMaps whom no sign of life of the cluster tells anything. */
function unheeded(replica: Replica, open: InformerOptions['open']): Informer {
  const session = new AbortController().signal;
  return new Informer({
    name: 'configmaps',
    served: {
      group: '',
      version: 'v1',
      plural: 'configmaps',
      metadataOnly: true,
    },
    replica,
    open,
    link: {
      up: async () => session,
      suspect: () => {},
      heard: () => {},
      lostAt: undefined,
    },
    changed: () => {},
    stateChanged: () => {},
  });
}
