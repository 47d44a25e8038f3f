import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { TestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import { kubernetesModuleWatchCache } from './module';

const stateDir =
  process.env.PILOTHOUSE_TEST_PLATFORM ??
  join(homedir(), '.local/state/pilothouse/7007');

/** The stock section of the configuration of the running platform, with its secrets. */
function kubernetesConfig() {
  const file = join(stateDir, 'portal/app-config.yaml');
  const { kubernetes } = parse(readFileSync(file, 'utf8'));
  const [{ clusters }] = kubernetes.clusterLocatorMethods;
  for (const cluster of clusters) {
    const { $file } = cluster.serviceAccountToken;
    cluster.serviceAccountToken = readFileSync(join($file), 'utf8');
  }
  return kubernetes;
}

const entity = (
  name: string,
  annotations: Record<string, string> = {},
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default', annotations },
});
const selecting = (name: string, selector: string, namespace = '') =>
  entity(name, {
    'backstage.io/kubernetes-label-selector': selector,
    'backstage.io/kubernetes-namespace': namespace,
  });

const everything = selecting('everything', 'app.kubernetes.io/name');
const entities = [
  everything,
  entity('nothing'),
  selecting('one-namespace', 'app.kubernetes.io/name', 'shop-dev'),
  selecting(
    'set-based',
    'app.kubernetes.io/name notin (web),!batch',
    'shop-prod',
  ),
  selecting('malformed', 'app in web'),
];

interface Item {
  cluster: { name: string };
  errors: object[];
  podMetrics: { pod: Named }[];
  resources: { type: string; resources: Named[] }[];
}
interface Named {
  metadata: {
    uid: string;
    annotations?: Record<string, string>;
    managedFields?: unknown;
  };
  data?: unknown;
  binaryData?: unknown;
}

/** Whether an answer lacks what the cache leaves out. */
const fromCache = ({ items }: { items: Item[] }) =>
  items.every(({ resources }) =>
    resources
      .filter(({ type }) => type === 'pods')
      .every(one => one.resources.every(o => !o.metadata.managedFields)),
  );

/** Without what the cache leaves out, in one order, and without what changes by itself. */
function comparable({ items }: { items: Item[] }) {
  const slim = ({ data, binaryData, ...object }: Named, type = '') => {
    const { managedFields, annotations, ...metadata } = object.metadata;
    const { 'kubectl.kubernetes.io/last-applied-configuration': _, ...kept } =
      annotations ?? {};
    return {
      ...object,
      ...(type !== 'configmaps' && { data, binaryData }),
      metadata: { ...metadata, ...(annotations && { annotations: kept }) },
    };
  };
  const byUid = (a: Named, b: Named) =>
    a.metadata.uid.localeCompare(b.metadata.uid);
  return items.map(({ cluster, errors, podMetrics, resources }) => ({
    cluster,
    errors,
    podMetrics: podMetrics.map(({ pod }) => slim(pod)).sort(byUid),
    resources: resources.map(one => ({
      type: one.type,
      resources: one.resources.map(o => slim(o, one.type)).sort(byUid),
    })),
  }));
}

describe('the stock Kubernetes plugin on the running platform', () => {
  const backends: TestBackend[] = [];
  const start = async (features: object[]) => {
    const backend = await startTestBackend({
      features: [
        kubernetesPlugin,
        catalogServiceMock.factory({ entities }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost' },
            kubernetes: kubernetesConfig(),
          },
        }),
        ...features,
      ] as never[],
    });
    backends.push(backend);
    const base = `http://localhost:${backend.server.port()}/api/kubernetes`;
    return async (asked: Entity) => {
      const response = await fetch(`${base}/services/${asked.metadata.name}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ entity: asked }),
      });
      expect(response.status).toBe(200);
      return response.json();
    };
  };
  type Ask = Awaited<ReturnType<typeof start>>;
  let stock: Ask;
  let cached: Ask;

  beforeAll(async () => {
    stock = await start([]);
    cached = await start([kubernetesModuleWatchCache]);
    // Until all is known, the stock provider answers; it knows who owns fields of pods.
    const deadline = Date.now() + 60_000;
    while (!fromCache(await cached(everything))) {
      if (Date.now() > deadline) throw new Error('the cache never answers');
    }
  }, 120_000);

  afterAll(async () => {
    await Promise.all(backends.map(backend => backend.stop()));
  });

  it.each(entities.map(one => [one.metadata.name, one] as const))(
    'answers the same as without the cache: %s',
    async (_, asked) => {
      // A status may change between the two answers.
      const deadline = Date.now() + 60_000;
      let [ours, theirs] = [{}, {}];
      do {
        [ours, theirs] = (await Promise.all([cached(asked), stock(asked)])).map(
          comparable,
        );
      } while (
        JSON.stringify(ours) !== JSON.stringify(theirs) &&
        Date.now() < deadline
      );
      expect(ours).toEqual(theirs);
    },
    120_000,
  );

  it('finds something at all', async () => {
    const [{ resources, podMetrics }] = (await cached(everything)).items;
    const of = (type: string) =>
      resources.find((one: { type: string }) => one.type === type).resources;
    expect(of('pods').length).toBeGreaterThan(5);
    expect(of('deployments').length).toBeGreaterThan(5);
    expect(podMetrics.length).toBe(of('pods').length);
  });
});
