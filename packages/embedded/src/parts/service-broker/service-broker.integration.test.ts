import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { waitUntil } from '../../platform/wait.ts';
import { openNamespace, type TestNamespace } from '../../testing/namespace.ts';
import { platformUnderTest } from '../../testing/platform-under-test.ts';
import type { Secret, StatefulSet } from './instance.ts';

const run = promisify(execFile);
const PATIENCE_MS = 60_000;
const API = 'servicecatalog.k8s.io/v1beta1';

interface Ordered {
  readonly spec: { readonly externalID?: string };
  readonly status?: {
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly reason: string;
      readonly message: string;
    }[];
    readonly reconciledGeneration?: number;
  };
  readonly metadata: { readonly generation: number };
}

let namespace: TestNamespace;
before(async () => {
  namespace = await openNamespace('redis');
});
after(() => namespace.remove());

const get = <T>(kind: string, name: string) => namespace.get<T>(kind, name);

const ready = (kind: string, name: string) =>
  namespace.untilIs<Ordered>(
    `${kind}.servicecatalog.k8s.io`,
    name,
    ({ status, metadata }) =>
      status?.reconciledGeneration === metadata.generation &&
      (status.conditions ?? []).some(
        ({ type, status: holds }) => type === 'Ready' && holds === 'True',
      ),
    PATIENCE_MS / 1000,
  );

async function gone(kind: string, name: string): Promise<void> {
  const met = async () =>
    (await namespace.run('get', kind, name, '--ignore-not-found')) === '';
  await waitUntil(met, AbortSignal.timeout(PATIENCE_MS), 200);
}

const order = (spec: object = {}) =>
  namespace.apply({
    apiVersion: API,
    kind: 'ServiceInstance',
    metadata: { name: 'cache' },
    spec: {
      clusterServiceClassExternalName: 'redis',
      clusterServicePlanExternalName: 'small',
      ...spec,
    },
  });

const bind = (name: string, parameters?: object) =>
  namespace.apply({
    apiVersion: API,
    kind: 'ServiceBinding',
    metadata: { name },
    spec: { instanceRef: { name: 'cache' }, parameters },
  });

/** Asks with what a binding's Secret holds, by a client that is not ours. */
async function ask(secret: string, ...command: string[]): Promise<string> {
  const { data = {} } = await get<Secret>('secret', secret);
  const text = (key: string) =>
    Buffer.from(data[key] ?? '', 'base64').toString();
  const [service = ''] = text('host').split('.');
  const { spec } = await get<{ spec: { clusterIP: string } }>(
    'service',
    service,
  );
  const folder = join(platformUnderTest().cacheDir, 'redis');
  const [version = ''] = await readdir(folder);
  const { stdout, stderr } = await run(join(folder, version, 'redis-cli'), [
    ...['-h', spec.clusterIP, '-p', text('port'), '--no-auth-warning'],
    ...['--user', text('username'), '--pass', text('password')],
    ...command,
  ]);
  return (stdout + stderr).trim();
}

async function server(): Promise<StatefulSet> {
  const { items }: { items: StatefulSet[] } = JSON.parse(
    await namespace.run(
      'get',
      'statefulsets',
      '-l',
      'servicecatalog.k8s.io/instance=cache',
      '-o',
      'json',
    ),
  );
  const [found] = items;
  assert.ok(found);
  return found;
}

test('a Redis is ordered, bound, made larger and taken away', async t => {
  await order();
  await ready('serviceinstance', 'cache');

  await t.test('who has the credentials reads and writes', async () => {
    await bind('writer');
    await ready('servicebinding', 'writer');
    assert.equal(await ask('writer', 'SET', 'greeting', 'hello'), 'OK');
    assert.equal(await ask('writer', 'GET', 'greeting'), 'hello');
    assert.match(await ask('writer', 'CONFIG', 'GET', 'dir'), /NOPERM/);
  });

  await t.test('who may only read does not write', async () => {
    await bind('reader', { readOnly: true });
    await ready('servicebinding', 'reader');
    assert.equal(await ask('reader', 'GET', 'greeting'), 'hello');
    assert.match(await ask('reader', 'SET', 'greeting', 'x'), /NOPERM/);
  });

  await t.test('a larger plan keeps data and credentials', async () => {
    await order({
      clusterServicePlanExternalName: 'large',
      parameters: { eviction: 'allkeys-lru' },
    });
    await ready('serviceinstance', 'cache');
    const { spec } = await server();
    const [container] = spec?.template.spec?.containers ?? [];
    assert.equal(container?.resources?.limits?.memory, '384Mi');
    assert.match(container.args?.join(' ') ?? '', /allkeys-lru/);
    assert.equal(await ask('writer', 'GET', 'greeting'), 'hello');
  });

  await t.test(
    'credentials that were given back are worth nothing',
    async () => {
      const { data = {} } = await get<Secret>('secret', 'reader');
      await namespace.run('delete', 'servicebinding', 'reader');
      await gone('secret', 'reader');
      await namespace.apply({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'kept' },
        data,
      });
      await assert.rejects(ask('kept', 'GET', 'greeting'), /WRONGPASS/);
    },
  );

  await t.test('with the instance everything of it goes', async () => {
    const name = (await server()).metadata?.name ?? '';
    await namespace.run('delete', 'serviceinstance', 'cache', '--wait=false');
    await namespace.run('delete', 'servicebinding', 'writer');
    await gone('serviceinstance', 'cache');
    for (const kind of ['statefulset', 'service', 'secret']) {
      await gone(kind, name);
    }
    await gone('persistentvolumeclaim', `data-${name}-0`);
  });
});

test('what the plan does not allow is refused with the reason, and can be put right', async () => {
  await order({ parameters: { eviction: 'never' } });
  let message = '';
  const refused = async () => {
    const { status } = await get<Ordered>('serviceinstance', 'cache');
    const failed = status?.conditions?.find(({ type }) => type === 'Failed');
    message = failed?.message ?? '';
    return failed?.status === 'True';
  };
  await waitUntil(refused, AbortSignal.timeout(PATIENCE_MS), 200);
  assert.match(message, /parameters\.eviction/);
  await order({ parameters: { eviction: 'noeviction', persistent: false } });
  await ready('serviceinstance', 'cache');
  await namespace.run('delete', 'serviceinstance', 'cache');
});
