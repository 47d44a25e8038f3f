import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import { z } from 'zod';
import { partsFor } from '../launcher/parts.ts';
import { readProcessTable } from '../platform/process-table.ts';
import { readStatus } from '../platform/status.ts';
import { processTablePath } from '../platform/platform.ts';
import { waitUntil } from '../platform/wait.ts';
import { platformUnderTest } from '../testing/platform-under-test.ts';
import { SecondInstance } from '../testing/second-instance.ts';
import { PortalSession } from './__testUtils__/portal-session.ts';

const { kubeconfig } = platformUnderTest();
const START_MS = 240_000;
const ANSWER_MS = 60_000;

const namespace = `own-clusters-${randomBytes(4).toString('hex')}`;
const entityRef = 'component:default/pilothouse-portal';

const clustersSchema = z.object({
  items: z.array(z.object({ name: z.string(), authProvider: z.string() })),
});
const objectSchema = z.object({
  metadata: z.object({ name: z.string(), namespace: z.string().optional() }),
});
const objectsSchema = z.object({
  items: z.array(
    z.object({
      cluster: z.object({ name: z.string() }),
      resources: z.array(z.object({ resources: z.array(objectSchema) })),
      errors: z.array(z.object({ errorType: z.string() })),
    }),
  ),
});
const entitySchema = z.looseObject({ kind: z.string() });

describe('a portal on clusters of one’s own', () => {
  const config = new KubeConfig();
  let core: CoreV1Api;
  let portal: SecondInstance | undefined;
  let sofia: PortalSession;

  before(async () => {
    config.loadFromFile(kubeconfig);
    core = config.makeApiClient(CoreV1Api);
    await core.createNamespace({ body: { metadata: { name: namespace } } });
    const labels = { 'backstage.io/kubernetes-id': 'pilothouse-portal' };
    await core.createNamespacedConfigMap({
      namespace,
      body: { metadata: { name: 'settings', labels } },
    });
    portal = await SecondInstance.launch(['--kubeconfig', kubeconfig]);
    await portal.ready(AbortSignal.timeout(START_MS));
    sofia = await PortalSession.open(
      portal.url,
      'Sofia Rossi',
      'group:default/platform-engineers',
      AbortSignal.timeout(ANSWER_MS),
    );
  });

  after(async () => {
    const left = await portal?.stop();
    await core.deleteNamespace({ name: namespace });
    assert.deepEqual(left, []);
  });

  test('starts no Kubernetes', async () => {
    const own = partsFor({ kubeconfig, contexts: [] }).map(({ name }) => name);
    const { stateDir } = portal ?? assert.fail('there is no portal');
    const status = await readStatus(stateDir);
    assert.deepEqual(
      status?.parts.map(({ name }) => name),
      own,
    );
    const table = processTablePath(stateDir);
    const running = (await readProcessTable(table)).map(({ name }) => name);
    assert.ok(running.includes('portal'), running.join());
    assert.deepEqual(
      running.filter(name => !own.includes(name)),
      [],
    );
  });

  test('lists the context as a cluster', async () => {
    const { items } = await sofia.ask('/kubernetes/clusters', clustersSchema);
    assert.deepEqual(items, [
      { name: config.getCurrentContext(), authProvider: 'kubeconfig' },
    ]);
  });

  test('finds what belongs to a component there', async () => {
    const entity = await entityOnceThere();
    const { items } = await sofia.ask(
      '/kubernetes/services/pilothouse-portal',
      objectsSchema,
      { body: { entity } },
    );
    const found = items.map(({ cluster, resources }) => [
      cluster.name,
      resources
        .flatMap(type => type.resources)
        .filter(({ metadata }) => metadata.namespace === namespace)
        .map(({ metadata }) => metadata.name),
    ]);
    assert.deepEqual(found, [[config.getCurrentContext(), ['settings']]]);
  });

  test('lends the rights of the context to nobody', async () => {
    const path = `/kubernetes/proxy/api/v1/namespaces/${namespace}`;
    const cluster = config.getCurrentContext();
    const headers = { 'Backstage-Kubernetes-Cluster': cluster };
    await assert.rejects(sofia.ask(path, objectSchema, { headers }), /: 403 /);
  });

  /** The catalog reads its files after the portal's start. */
  async function entityOnceThere() {
    let entity: z.infer<typeof entitySchema> | undefined;
    await waitUntil(async () => {
      const { items } = await sofia.ask(
        '/catalog/entities/by-refs',
        z.object({ items: z.array(entitySchema.nullable()) }),
        { body: { entityRefs: [entityRef] } },
      );
      entity = items[0] ?? undefined;
      return entity !== undefined;
    }, AbortSignal.timeout(ANSWER_MS));
    return entity;
  }
});

test('an unknown context ends the start before anything is there', async () => {
  const portal = await SecondInstance.launch([
    '--kubeconfig',
    kubeconfig,
    '--context',
    'no-such-context',
  ]);
  try {
    assert.equal(await portal.exitCode(), 1);
    assert.match(
      portal.output,
      /^The kubeconfig \S+ has no context no-such-context; it has: \S+\n$/,
    );
    assert.equal(existsSync(portal.stateDir), false);
  } finally {
    assert.deepEqual(await portal.stop(), []);
  }
});
