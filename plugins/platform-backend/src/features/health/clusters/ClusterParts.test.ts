import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import {
  keeps,
  platformPartsLaws,
  type PlatformPartsBench,
} from '@pilothouse/plugin-platform-node/testing';
import { ClusterParts } from './ClusterParts';
import { askClusters } from './probe';

type Answer = (response: ServerResponse) => void;

const json =
  (body: unknown): Answer =>
  response => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(body));
  };
const status =
  (code: number): Answer =>
  response =>
    response.writeHead(code).end('no');

/** Stands where the Kubernetes backend would answer. */
class KubernetesBackend {
  clusters: Answer = status(503);
  readonly versions = new Map<string, Answer>();
  readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      const name = request.headers['backstage-kubernetes-cluster'];
      if (request.url === '/clusters') {
        this.clusters(response);
      } else if (request.url === '/proxy/version') {
        (this.versions.get(String(name)) ?? status(404))(response);
      } else {
        status(404)(response);
      }
    });
  }

  static async listen(): Promise<KubernetesBackend> {
    const backend = new KubernetesBackend();
    await new Promise<void>(done =>
      backend.server.listen(0, '127.0.0.1', () => done()),
    );
    return backend;
  }

  get services() {
    const { port } = this.server.address() as AddressInfo;
    return {
      auth: mockServices.auth(),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async () => `http://127.0.0.1:${port}`,
      }),
    };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(done => this.server.close(done));
  }
}

async function bench(): Promise<PlatformPartsBench> {
  const backend = await KubernetesBackend.listen();
  const end = new AbortController();
  const parts = new ClusterParts({
    ask: signal => askClusters(backend.services, signal),
    intervalMs: 20,
    logger: mockServices.logger.mock(),
  });
  const running = parts.run(end.signal);
  const names: PlatformPartsBench['names'] = ['east', 'west'];
  names.forEach(name =>
    backend.versions.set(name, json({ gitVersion: 'v1.36.3' })),
  );
  return {
    parts,
    names,
    async speak() {
      backend.clusters = json({ items: names.map(name => ({ name })) });
    },
    async fallSilent() {
      backend.clusters = status(500);
    },
    async close() {
      end.abort();
      await running;
      await backend.close();
    },
  };
}

describe('ClusterParts', () => {
  it.each(platformPartsLaws)('$title', async law => {
    expect(await keeps(law, bench)).toBe(true);
  });
});

describe('askClusters', () => {
  let backend: KubernetesBackend;
  beforeEach(async () => {
    backend = await KubernetesBackend.listen();
  });
  afterEach(() => backend.close());

  it.each<[string, Answer, object]>([
    [
      'answers',
      json({ gitVersion: 'v1.36.3' }),
      { kind: 'answers', version: 'v1.36.3' },
    ],
    ['refuses', status(403), { kind: 'refuses', status: 403 }],
    [
      'cannot be reached',
      status(500),
      { kind: 'silent', because: expect.stringContaining('500') },
    ],
    [
      'is no API server',
      json({ hello: 'world' }),
      { kind: 'silent', because: expect.stringContaining('version') },
    ],
    [
      'breaks off',
      response => response.destroy(),
      { kind: 'silent', because: expect.stringMatching(/\S/) },
    ],
  ])('reports a cluster that %s', async (_, answer, probe) => {
    backend.clusters = json({ items: [{ name: 'east', title: 'East' }] });
    backend.versions.set('east', answer);
    const round = await askClusters(
      backend.services,
      new AbortController().signal,
    );
    expect(round).toEqual({
      kind: 'asked',
      probes: [{ cluster: 'east', title: 'East', ...probe }],
    });
  });

  it.each([401, 403])(
    'does not blame a cluster when the backend itself answers %d',
    async code => {
      backend.clusters = json({ items: [{ name: 'east' }] });
      backend.versions.set('east', response => {
        response.statusCode = code;
        json({ error: { name: 'NotAllowedError', message: 'no' } })(response);
      });
      const round = await askClusters(
        backend.services,
        new AbortController().signal,
      );
      expect(round).toMatchObject({
        probes: [
          { kind: 'unknown', because: expect.stringContaining('ackend') },
        ],
      });
    },
  );

  it.each(['google', 'oidc', 'aks'])(
    'does not ask where people sign in by %s',
    async authProvider => {
      backend.clusters = json({ items: [{ name: 'east', authProvider }] });
      const asked = jest.fn(json({ gitVersion: 'v1.36.3' }));
      backend.versions.set('east', asked);
      const round = await askClusters(
        backend.services,
        new AbortController().signal,
      );
      expect(round).toMatchObject({
        probes: [
          { kind: 'unknown', because: expect.stringContaining(authProvider) },
        ],
      });
      expect(asked).not.toHaveBeenCalled();
    },
  );

  it('reports when the clusters are not told', async () => {
    backend.clusters = json({ items: 'none' });
    expect(
      await askClusters(backend.services, new AbortController().signal),
    ).toMatchObject({
      kind: 'failed',
      because: expect.stringContaining('items'),
    });
  });
});
