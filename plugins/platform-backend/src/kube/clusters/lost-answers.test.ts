import { createServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { until } from '../testing/until';
import type { KubeRequest } from '../KubeService';
import { WatchedClusters } from './WatchedClusters';

const path = '/apis/apps/v1/namespaces/shop/deployments/web';
const patch: KubeRequest = { method: 'PATCH', path, body: {} };
const trial: KubeRequest = { ...patch, query: { dryRun: 'All' } };

const passedOn: KubeRequest = {
  ...patch,
  path: `${path}?fieldManager=helm&dryRun=All`,
};

function breaksOffIn(status: number) {
  return (response: ServerResponse) => {
    response.writeHead(status, { 'content-length': '100' });
    response.write('{', () => response.destroy());
  };
}

const endings = {
  'breaks off': response => response.destroy(),
  'does not answer': () => {},
  'breaks off in its answer': breaksOffIn(200),
  'breaks off in its refusal': breaksOffIn(409),
  'breaks off in its failure': breaksOffIn(500),
} satisfies Record<string, (response: ServerResponse) => void>;

describe('a request whose answer is lost', () => {
  let end: (response: ServerResponse) => void;
  const server = createServer((request, response) => {
    if (request.url?.startsWith(path))
      request.resume().on('end', () => end(response));
    else response.writeHead(404).end();
  });
  const clusters = new WatchedClusters({ logger: mockServices.logger.mock() });

  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const at = (name: string, listening: number) => ({
      name,
      url: `http://127.0.0.1:${listening}`,
      authMetadata: { 'kubernetes.io/auth-provider': 'localKubectlProxy' },
    });
    clusters.connect({
      // Nobody listens at port 1.
      clusters: async () => [at('east', port), at('west', 1)],
      credential: async () => ({ type: 'anonymous' }),
    });
    await until(() => clusters.reader.cluster('west'), Boolean);
  });
  afterAll(async () => {
    await clusters.end();
    server.closeAllConnections();
    server.close();
  });

  it.each<[string, keyof typeof endings, KubeRequest, string, RegExp]>([
    [
      'a change',
      'breaks off',
      patch,
      'AnswerLostError',
      /^Cluster east .*broke off/,
    ],
    [
      'a change',
      'does not answer',
      patch,
      'AnswerLostError',
      /^Cluster east .*does not answer/,
    ],
    [
      'a change',
      'breaks off in its answer',
      patch,
      'AnswerLostError',
      /^Cluster east .*broke off/,
    ],
    [
      'a change',
      'breaks off in its refusal',
      patch,
      'ServiceUnavailableError',
      /^Cluster east .*broke off/,
    ],
    [
      'a change',
      'breaks off in its failure',
      patch,
      'AnswerLostError',
      /^Cluster east .*broke off/,
    ],
    [
      'a trial',
      'breaks off',
      trial,
      'ServiceUnavailableError',
      /^Cluster east .*broke off/,
    ],
    [
      'a trial',
      'does not answer',
      trial,
      'ServiceUnavailableError',
      /^Cluster east .*does not answer/,
    ],
    [
      'a trial',
      'breaks off in its answer',
      trial,
      'ServiceUnavailableError',
      /^Cluster east .*broke off/,
    ],
  ])('of %s, when it %s', async (_, ending, request, name, said) => {
    end = endings[ending];
    const asked = clusters.request('east', { ...request, timeoutMs: 1_000 });
    await expect(asked).rejects.toMatchObject({
      name,
      message: expect.stringMatching(said),
    });
  });

  it.each<[string, KubeRequest, string]>([
    ['a change', patch, 'AnswerLostError'],
    ['a trial', passedOn, 'ServiceUnavailableError'],
    ['a question', { path }, 'ServiceUnavailableError'],
  ])('of %s whose answer is to be streamed', async (_, request, name) => {
    end = endings['breaks off'];
    const asked = clusters.stream('east', request);
    await expect(asked).rejects.toMatchObject({
      name,
      message: expect.stringMatching(/^Cluster east .*broke off/),
    });
  });

  it.each(['request', 'stream'] as const)(
    'a %s to change a cluster that was not reached',
    async way => {
      await expect(clusters[way]('west', patch)).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
      });
    },
  );
});
