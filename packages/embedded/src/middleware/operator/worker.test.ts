import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KubeError, type KubeRequest } from '../../kube/rest.ts';
import { ImageKeeper } from '../../platform/image-keeper.ts';
import type { CustomResource } from './objects.ts';
import { ResourceWorker, type WorkerOptions } from './worker.ts';

const PATH = '/apis/example.org/v1/namespaces/shop/widgets/one';
const SERVICES = '/api/v1/namespaces/shop/services';

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

interface Own {
  readonly kind: 'own-promote';
  readonly member: string;
}

/** A worker on one resource, and what it sends beside events. */
function workerOn(
  resource: CustomResource,
  options: Partial<WorkerOptions<CustomResource, Own>>,
  refuse: (path: string) => KubeError | undefined = () => undefined,
) {
  const sent: Sent[] = [];
  const rest = {
    async json<T>(path: string, call: KubeRequest = {}) {
      const { method = 'GET', body } = call;
      const error = refuse(path);
      if (error) throw error;
      if (!path.endsWith('/events')) sent.push({ method, path, body });
      return {} as T;
    },
    lines: () => Promise.resolve(),
    close: () => {},
  };
  const context = {
    rest,
    signal: new AbortController().signal,
    log: () => {},
  };
  const worker = new ResourceWorker<CustomResource, Own>(context, {
    resource: {
      apiVersion: 'example.org/v1',
      kind: 'Widget',
      plural: 'widgets',
    },
    component: 'test',
    image: new ImageKeeper(
      async () => {},
      () => {},
    ),
    get: () => resource,
    decide: async () => ({ actions: [], status: {} }),
    ...options,
  });
  return { work: () => worker.work('shop', 'one'), sent };
}

const widget = {
  metadata: { namespace: 'shop', name: 'one', resourceVersion: '7' },
};

test('what is decided is done, then told', async () => {
  const performed: Own[] = [];
  const { work, sent } = workerOn(widget, {
    decide: async () => ({
      actions: [
        { kind: 'create', path: SERVICES, object: { made: true } },
        { kind: 'own-promote', member: 'b' },
      ],
      status: { phase: 'Ready' },
      again: 500,
    }),
    perform: async own => void performed.push(own),
  });
  assert.equal(await work(), 500);
  assert.deepEqual(performed, [{ kind: 'own-promote', member: 'b' }]);
  assert.deepEqual(sent, [
    { method: 'POST', path: SERVICES, body: { made: true } },
    {
      method: 'PATCH',
      path: `${PATH}/status`,
      body: { status: { phase: 'Ready' } },
    },
  ]);
});

test('a status that says the same is not written; what it no longer says goes', async () => {
  const known = { phase: 'Ready', leader: 'a' };
  const resource = { ...widget, status: known };
  const same = workerOn(resource, {
    decide: async () => ({
      actions: [],
      status: { leader: 'a', phase: 'Ready' },
    }),
  });
  await same.work();
  assert.deepEqual(same.sent, []);
  const less = workerOn(resource, {
    decide: async () => ({ actions: [], status: { phase: 'Ready' } }),
  });
  await less.work();
  assert.deepEqual(
    less.sent.map(({ body }) => body),
    [{ status: { leader: null, phase: 'Ready' } }],
  );
});

test('what the API server refuses stands in the status until it does not', async () => {
  let isFull = true;
  const { work, sent } = workerOn(
    widget,
    {
      decide: async (_, refusal) => ({
        actions: [{ kind: 'create', path: SERVICES, object: {} }],
        status: { because: refusal ?? 'none' },
      }),
    },
    path =>
      isFull && path === SERVICES
        ? new KubeError(403, 'Forbidden', 'exceeded quota')
        : undefined,
  );
  await assert.rejects(work(), /exceeded quota/);
  isFull = false;
  await work();
  const told = sent.filter(({ path }) => path.endsWith('/status'));
  assert.deepEqual(
    told.map(({ body }) => body),
    [
      { status: { because: 'exceeded quota' } },
      { status: { because: 'none' } },
    ],
  );
});

const finalizer = {
  name: 'theirFinalizer',
  actions: () => [{ kind: 'delete', path: `${SERVICES}/one` } as const],
};

test('a resource is held by the finalizer before anything is made for it', async () => {
  const { work, sent } = workerOn(
    { metadata: { ...widget.metadata, finalizers: ['other'] } },
    { finalizer },
  );
  await work();
  const [first] = sent;
  assert.deepEqual(first?.body, {
    metadata: {
      resourceVersion: '7',
      finalizers: ['other', 'theirFinalizer'],
    },
  });
});

test('a deleted resource is let go once its own are asked to go', async () => {
  const { work, sent } = workerOn(
    {
      metadata: {
        ...widget.metadata,
        deletionTimestamp: '2026-01-01T00:00:00Z',
        finalizers: ['theirFinalizer', 'other'],
      },
    },
    { finalizer },
  );
  await work();
  assert.deepEqual(sent, [
    {
      method: 'DELETE',
      path: `${SERVICES}/one`,
      body: { propagationPolicy: 'Background' },
    },
    {
      method: 'PATCH',
      path: PATH,
      body: { metadata: { resourceVersion: '7', finalizers: ['other'] } },
    },
  ]);
});
