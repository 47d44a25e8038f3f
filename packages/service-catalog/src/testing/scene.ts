import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { waitUntil } from '@pilothouse/embedded/wait';
import { conditionOf } from '../conditions.ts';
import { Controller, type ControllerOptions } from '../controller.ts';
import {
  API_PATH,
  type Broker,
  type Condition,
  type ServiceBinding,
  type ServiceInstance,
} from '../model.ts';
import {
  CATALOG,
  openBroker,
  type Behavior,
  type TestBroker,
} from './broker.ts';
import { TestCluster } from './cluster.ts';

const PATIENCE_MS = 30_000;

/** Limits in which a test need not wait. */
export const QUICK = {
  firstRetryMs: 5,
  longestRetryMs: 20,
  firstPollMs: 5,
  longestPollMs: 20,
};

export const BROKER = `${API_PATH}/clusterservicebrokers/test`;
export const INSTANCE = `${API_PATH}/namespaces/shop/serviceinstances/db`;
export const BINDING = `${API_PATH}/namespaces/shop/servicebindings/db`;
export const SECRET = '/api/v1/namespaces/shop/secrets/db';

/** A controller, a cluster in memory and a broker. */
export interface Scene {
  readonly cluster: TestCluster;
  readonly broker: TestBroker;
  order(spec?: object): void;
  bind(spec?: object): void;
  instance(): ServiceInstance | undefined;
  binding(): ServiceBinding | undefined;
  /** Waits until a condition of an object says that, and gives it. */
  says(
    path: string,
    type: string,
    wanted: { readonly status?: string; readonly reason?: string | RegExp },
  ): Promise<Condition>;
  until(what: string, met: () => boolean): Promise<void>;
}

/** Behaves by what is asked for first, and gives the catalog to whoever asks. */
export function withCatalog(
  behavior: Behavior,
  catalog: unknown = CATALOG,
): Behavior {
  return heard =>
    behavior(heard) ??
    (heard.path.endsWith('/v2/catalog')
      ? { status: 200, body: catalog }
      : undefined);
}

/** A broker that does everything at once. */
export const obliging: Behavior = ({ method, path }) => {
  const credentials = { password: 'secret-1', port: 6379 };
  if (path.includes('/service_bindings/')) {
    if (method === 'PUT') return { status: 201, body: { credentials } };
    if (method === 'GET') return { status: 200, body: { credentials } };
  }
  if (method === 'PUT') return { status: 201, body: {} };
  if (method === 'PATCH' || method === 'DELETE')
    return { status: 200, body: {} };
  return undefined;
};

export async function openScene(
  t: TestContext,
  behavior: Behavior,
  options: Partial<ControllerOptions> = {},
): Promise<Scene> {
  const cluster = new TestCluster();
  const broker = await openBroker(withCatalog(behavior));
  const stop = new AbortController();
  t.after(async () => {
    stop.abort();
    await broker.close();
  });
  const controller = new Controller({
    rest: cluster,
    signal: stop.signal,
    log: () => {},
    limits: { ...QUICK, ...options.limits },
    timeoutMs: options.timeoutMs ?? 5_000,
    trustsUserInfo: options.trustsUserInfo,
  });
  await controller.start();
  cluster.put(BROKER, {
    metadata: { name: 'test' },
    spec: { url: broker.url },
  });
  const until = async (what: string, met: () => boolean) => {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    await waitUntil(async () => met(), patience, 5).catch(() =>
      assert.fail(
        `${what}: ${JSON.stringify([
          cluster.get(INSTANCE),
          cluster.get(BINDING),
          broker.heard
            .map(({ method, path }) => `${method} ${path}`)
            .slice(-20),
        ])}`,
      ),
    );
  };
  const scene: Scene = {
    cluster,
    broker,
    until,
    order: (spec = {}) =>
      cluster.put(INSTANCE, {
        metadata: { name: 'db', namespace: 'shop' },
        spec: {
          clusterServiceClassExternalName: 'cache',
          clusterServicePlanExternalName: 'small',
          ...spec,
        },
      }),
    bind: (spec = {}) =>
      cluster.put(BINDING, {
        metadata: { name: 'db', namespace: 'shop' },
        spec: { instanceRef: { name: 'db' }, ...spec },
      }),
    instance: () => cluster.get(INSTANCE),
    binding: () => cluster.get(BINDING),
    async says(path, type, { status, reason }) {
      const found = () =>
        conditionOf(
          cluster.get<ServiceInstance>(path)?.status?.conditions ?? [],
          type,
        );
      const fits = (condition = found()) =>
        condition !== undefined &&
        (status === undefined || condition.status === status) &&
        (reason === undefined ||
          (reason instanceof RegExp
            ? reason.test(condition.reason)
            : condition.reason === reason));
      await until(`${path}: ${type} ${status} ${String(reason)}`, () => fits());
      return found() as Condition;
    },
  };
  await scene.until(
    'the catalog is read',
    () =>
      conditionOf(
        cluster.get<Broker>(BROKER)?.status?.conditions ?? [],
        'Ready',
      )?.status === 'True',
  );
  return scene;
}
