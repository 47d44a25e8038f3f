import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { TestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import { kubernetesModuleKubeconfig } from './module';
import { TestApiServer } from './__testUtils__/TestApiServer';
import { TestFolder, kubeconfig } from './__testUtils__/kubeconfig-file';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const web: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'web', namespace: 'default' },
};

/** A port at which nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A cluster's name with its errors, or else its objects. */
const outcome = (item: {
  cluster: { name: string };
  errors: { errorType: string; message?: string }[];
  resources: { resources: { metadata: { name: string } }[] }[];
}) => [
  item.cluster.name,
  item.errors.length > 0
    ? item.errors.map(({ errorType, message }) => message ?? errorType)
    : item.resources.flatMap(({ resources }) =>
        resources.map(({ metadata }) => metadata.name),
      ),
];

describe('the stock Kubernetes plugin with a kubeconfig', () => {
  let api: TestApiServer;
  let folder: TestFolder;
  let backend: TestBackend | undefined;

  beforeEach(async () => {
    api = await TestApiServer.listen();
    folder = await TestFolder.create();
  });

  afterEach(async () => {
    await backend?.stop();
    backend = undefined;
    await api.close();
    await folder.remove();
  });

  const start = async (config: object, clusters: object[] = []) => {
    backend = await startTestBackend({
      features: [
        kubernetesPlugin,
        kubernetesModuleKubeconfig,
        catalogServiceMock.factory({ entities: [web] }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost' },
            pilothouse: config,
            kubernetes: {
              serviceLocatorMethod: { type: 'multiTenant' },
              clusterLocatorMethods: [{ type: 'config', clusters }],
            },
          },
        }),
      ],
    });
    return `http://localhost:${backend.server.port()}/api/kubernetes`;
  };
  const get = async (url: string, headers = {}) =>
    (await fetch(url, { headers })).json();
  const objects = async (url: string) => {
    const response = await fetch(`${url}/services/web`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ entity: web }),
    });
    expect(response.status).toBe(200);
    const { items } = await response.json();
    return Object.fromEntries(items.map(outcome));
  };
  const cluster = () => ({
    server: api.url,
    'certificate-authority-data': base64(api.authority.cert),
  });
  const certificateUser = async () => {
    const { cert, key } = await api.authority.sign('lin');
    return {
      'client-certificate-data': base64(cert),
      'client-key-data': base64(key),
    };
  };
  /** A cluster of the stock configuration, with a strategy of the stock plugin. */
  const configured = (name: string) => ({
    name,
    url: api.url,
    authProvider: 'serviceAccount',
    serviceAccountToken: 'service-account',
    caData: base64(api.authority.cert),
    skipMetricsLookup: true,
  });

  it('reads a cluster that demands a client certificate', async () => {
    const dev = { cluster: cluster(), user: await certificateUser() };
    const file = await folder.write('config', kubeconfig({ dev }, 'dev'));
    const url = await start({ kubeconfig: { file } });
    expect(await get(`${url}/clusters`)).toEqual({
      items: [{ name: 'dev', authProvider: 'kubeconfig' }],
    });
    expect(await objects(url)).toEqual({ dev: ['web-1'] });
    expect(new Set(api.callers)).toEqual(new Set(['lin']));
  });

  it('passes requests through the proxy as the user of the context', async () => {
    const dev = { cluster: cluster(), user: await certificateUser() };
    const file = await folder.write('config', kubeconfig({ dev }, 'dev'));
    const url = await start({ kubeconfig: { file } });
    const { items } = await get(`${url}/proxy/api/v1/pods`, {
      'Backstage-Kubernetes-Cluster': 'dev',
    });
    expect(items).toEqual([{ metadata: { name: 'web-1' } }]);
    expect(api.callers).toEqual(['lin']);
  });

  it('goes on with the configured clusters and their strategies', async () => {
    api.tokens.add('service-account');
    const dev = { cluster: cluster(), user: await certificateUser() };
    const file = await folder.write('config', kubeconfig({ dev }, 'dev'));
    const url = await start({ kubeconfig: { file } }, [configured('stock')]);
    expect(await objects(url)).toEqual({ stock: ['web-1'], dev: ['web-1'] });
    expect(new Set(api.callers)).toEqual(new Set(['service-account', 'lin']));
  });

  it('lets the configured cluster of the same name count', async () => {
    api.tokens.add('service-account');
    const dev = { cluster: cluster(), user: await certificateUser() };
    const file = await folder.write('config', kubeconfig({ dev }, 'dev'));
    const url = await start({ kubeconfig: { file } }, [configured('dev')]);
    expect(await objects(url)).toEqual({ dev: ['web-1'] });
    expect(new Set(api.callers)).toEqual(new Set(['service-account']));
  });

  it('shows the fault of one cluster beside the objects of the others', async () => {
    const dev = { cluster: cluster(), user: await certificateUser() };
    const down = `https://127.0.0.1:${await closedPort()}`;
    const file = await folder.write(
      'config',
      kubeconfig({
        dev,
        down: { cluster: { ...cluster(), server: down }, user: dev.user },
        locked: { cluster: cluster(), user: { token: 'unknown' } },
        plugin: {
          cluster: cluster(),
          user: {
            exec: {
              apiVersion: 'client.authentication.k8s.io/v1',
              command: 'no-such-credential-plugin',
            },
          },
        },
      }),
    );
    const contexts = ['dev', 'down', 'locked', 'plugin'];
    const url = await start({ kubeconfig: { file, contexts } });
    const found = await objects(url);
    expect(Object.keys(found)).toEqual(contexts);
    expect(found.dev).toEqual(['web-1']);
    expect(found.down[0]).toMatch(/ECONNREFUSED/);
    expect(found.locked[0]).toBe('UNAUTHORIZED_ERROR');
    expect(found.plugin[0]).toMatch(
      /^Cannot sign in at cluster plugin: .*no-such-credential-plugin/,
    );
  });

  it('follows the file', async () => {
    const user = await certificateUser();
    const dev = { cluster: cluster(), user };
    const file = await folder.write('config', kubeconfig({ dev }, 'dev'));
    const url = await start({ kubeconfig: { file } });
    await folder.write('config', kubeconfig({ test: dev }, 'test'));
    expect(await objects(url)).toEqual({ test: ['web-1'] });
  });

  it('adds nothing when no kubeconfig is configured', async () => {
    api.tokens.add('service-account');
    const url = await start({}, [configured('stock')]);
    expect(await objects(url)).toEqual({ stock: ['web-1'] });
  });

  it('refuses to start with a context that is not there', async () => {
    const dev = { cluster: cluster(), user: { token: 't' } };
    const file = await folder.write('config', kubeconfig({ dev }, 'dev'));
    await expect(
      start({ kubeconfig: { file, contexts: ['prod'] } }),
    ).rejects.toThrow(`Kubeconfig ${file} has no context prod; it has: dev`);
  });

  it('has a cluster of the configuration use a strategy of its own', async () => {
    const dev = { cluster: cluster(), user: { token: 't' } };
    const file = await folder.write('config', kubeconfig({ dev }, 'dev'));
    await expect(
      start({ kubeconfig: { file } }, [
        { name: 'x', url: api.url, authProvider: 'kubeconfig' },
      ]),
    ).rejects.toThrow(/is for clusters that pilothouse\.kubeconfig names/);
  });
});
