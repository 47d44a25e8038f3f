import {
  keeps,
  podLogsLaws,
  type PodLogsBench,
} from '@pilothouse/plugin-platform-node/testing';
import { until } from '../../kube/testing/until';
import {
  asked,
  letRead,
  reader,
  watchPlatform,
} from './__testUtils__/platform';
import { KubePodLogs } from './KubePodLogs';

jest.setTimeout(240_000);

const namespace = `pod-logs-test-${process.pid}`;
const pods = `/api/v1/namespaces/${namespace}/pods`;
const patience = 60_000;
const lines = ['one', 'two', ''];

/** Says its lines, and then whatever it is asked to say. */
const parrot = `
  ${JSON.stringify(lines)}.forEach(line => console.log(line));
  require('http').createServer((asked, answer) => {
    console.log(decodeURIComponent(asked.url.slice(1)));
    answer.end();
  }).listen(8080);
`;

const podCalled = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: {
    containers: [
      {
        name: 'app',
        image: 'shop/traffic:1.0.0',
        command: ['node', '-e', parrot],
        readinessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 1 },
      },
    ],
  },
});

describe('KubePodLogs, at a real cluster', () => {
  const clusters = watchPlatform();
  let made = 0;

  beforeAll(async () => {
    await until(
      () => clusters.reader.cluster('test') !== undefined,
      Boolean,
      patience,
    );
    await letRead(clusters, namespace);
  });
  afterAll(async () => {
    const path = `/api/v1/namespaces/${namespace}`;
    await asked(clusters, { method: 'DELETE', path });
    await clusters.end();
  });

  const bench = async (): Promise<PodLogsBench> => {
    made += 1;
    const name = `parrot-${made}`;
    await asked(clusters, {
      method: 'POST',
      path: pods,
      body: podCalled(name),
    });
    const isReady = () =>
      clusters.reader
        .cluster('test')
        ?.get('pods', { namespace, name })
        ?.status?.containerStatuses?.every(({ ready }) => ready) ?? false;
    await until(isReady, Boolean, patience);
    const log = async () =>
      (await asked(clusters, { path: `${pods}/${name}/log` })).text;
    await until(log, text => text === 'one\ntwo\n\n', patience);
    return {
      logs: new KubePodLogs(clusters),
      container: { cluster: 'test', namespace, pod: name, container: 'app' },
      lines,
      reader,
      stranger: { user: 'stranger', groups: [] },
      async write(text) {
        const path = `${pods}/${name}:8080/proxy/${encodeURIComponent(text)}`;
        await asked(clusters, { path });
      },
      async close() {
        const path = `${pods}/${name}`;
        await asked(clusters, { method: 'DELETE', path });
      },
    };
  };

  it.each(podLogsLaws)('$title', async law => {
    expect(await keeps(law, bench)).toBe(true);
  });
});
