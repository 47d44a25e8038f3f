import {
  tailRequestSchema,
  type LogEvent,
} from '@pilothouse/plugin-platform-common';
import {
  core,
  withWatchedCluster,
} from '../../kube/__testUtils__/watched-cluster';
import { until } from '../../kube/testing/until';
import { FakeNode } from './__testUtils__/FakeNode';
import { mayRead, reader } from './__testUtils__/platform';
import { KubePodLogs } from './KubePodLogs';
import { Tail } from './Tail';

jest.setTimeout(240_000);

const restarts = 3;
const target = {
  cluster: 'test',
  namespace: 'default',
  kind: 'StatefulSet',
  name: 'web',
};

const labels = { app: 'web' };
const containers = [{ name: 'app', image: 'web' }];

const statefulSet = {
  metadata: { name: 'web' },
  spec: {
    selector: { matchLabels: labels },
    serviceName: 'web',
    template: { metadata: { labels }, spec: { containers } },
  },
};

function podOf(uid: string) {
  const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web' };
  return {
    metadata: { name: 'web-0', labels, ownerReferences: [{ ...owner, uid }] },
    spec: { containers, nodeName: 'near' },
  };
}

const running = {
  phase: 'Running',
  containerStatuses: [
    {
      name: 'app',
      image: 'web',
      imageID: 'web',
      ready: true,
      restartCount: 0,
      containerID: 'containerd://web',
      state: { running: { startedAt: '2031-04-01T08:00:00Z' } },
    },
  ],
};

describe('a tail while its API server starts anew', () => {
  const watched = withWatchedCluster();
  let node: FakeNode;

  const ask = <T>(method: 'POST' | 'PUT', path: string, body: object) =>
    watched.server.ask<T>({ method, path, body });

  beforeAll(async () => {
    const { server } = watched;
    node = await FakeNode.of(server);
    await ask('POST', `${core}/serviceaccounts`, {
      metadata: { name: 'default' },
    });
    await ask(
      'POST',
      '/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings',
      // The roles for people are put together by a controller that does not run here.
      {
        ...mayRead,
        roleRef: { ...mayRead.roleRef, name: 'system:aggregate-to-view' },
      },
    );
    const { metadata } = await ask<{ metadata: { uid: string } }>(
      'POST',
      '/apis/apps/v1/namespaces/default/statefulsets',
      statefulSet,
    );
    const pod = await ask<{ metadata: object }>(
      'POST',
      `${core}/pods`,
      podOf(metadata.uid),
    );
    await ask('PUT', `${core}/pods/web-0/status`, { ...pod, status: running });
  });
  afterAll(() => node?.close());

  it('goes on behind the last line, and takes nobody for refused', async () => {
    const { clusters, server, becomes } = watched;
    clusters.connect({
      credential: async () => server.credential,
      clusters: async () => [server.details],
    });
    await becomes('live');
    const heard: string[] = [];
    const leave = new AbortController();
    const tail = new Tail(
      {
        kube: clusters.reader,
        logs: new KubePodLogs(clusters),
        reader,
        mask: text => text,
      },
      tailRequestSchema.parse({ target }),
      leave.signal,
    );
    const done = hear(tail.events(), heard);
    const written: string[] = [];
    const isCut = () => !node.isFollowed;
    const say = (text: string) => {
      written.push(text);
      node.write(text);
    };
    say('begins');
    await until(() => heard.length > 0);
    for (let n = 0; n < restarts; n += 1) {
      say(`before ${n}`);
      await until(() => heard.length === written.length);
      await server.kill('kube-apiserver');
      await until(isCut);
      say(`meanwhile ${n}`);
      server.revive();
      await until(() => heard.length === written.length);
    }
    expect(heard).toEqual(written);
    leave.abort();
    await done;
  });
});

async function hear(
  events: AsyncGenerator<LogEvent, void>,
  heard: string[],
): Promise<void> {
  for await (const event of events) {
    if (event.kind === 'lines') {
      heard.push(...event.lines.map(([, , text]) => text));
    }
  }
}
