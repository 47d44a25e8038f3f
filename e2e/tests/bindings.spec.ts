import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  bindingWords,
  bindOnPage,
  instancePage,
  unbindOnPage,
} from '../bindings.ts';
import { expect, test } from '../fixtures.ts';
import { namespace } from '../marketplace-words.ts';
import { people } from '../people.ts';
import { beSignedIn, portalToken } from '../sign-in.ts';

/** The catalog hears of instances and bindings within moments, on a busy machine. */
const heard = { timeout: 90_000 };
const service = 'component:default/inventory';

const entitySchema = z.object({
  relations: z.array(z.object({ type: z.string(), targetRef: z.string() })),
});

/** A Deployment of a service of the shop that runs no pods, so that nothing is disturbed. */
const deployment = (name: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name,
    namespace,
    labels: { 'backstage.io/kubernetes-id': 'inventory' },
  },
  spec: {
    replicas: 0,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: {
        labels: { app: name, 'backstage.io/kubernetes-id': 'inventory' },
      },
      spec: { containers: [{ name: 'app', image: 'node' }] },
    },
  },
});

const database = (name: string) => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: { name, namespace },
  spec: { instances: 1, storage: { size: '1Gi' } },
});

test('a service is bound, is seen with it in the catalog, and is unbound @once', async ({
  page,
  language,
  cluster,
}) => {
  test.setTimeout(300_000);
  const say = bindingWords[language];
  const name = `e2e-${randomBytes(3).toString('hex')}`;
  const workload = `${name}-reader`;
  const resource = `${name}.${namespace}.postgresql.local`;
  await cluster.apply(database(name), deployment(workload));
  try {
    await beSignedIn(page, people.shopDeveloper.name);
    const headers = { Authorization: `Bearer ${await portalToken(page)}` };
    const users = async () => {
      const path = `/api/catalog/entities/by-name/resource/default/${resource}`;
      const answer = await page.request.get(path, { headers });
      if (!answer.ok()) return undefined;
      const { relations } = entitySchema.parse(await answer.json());
      return relations
        .filter(({ type }) => type === 'dependencyOf')
        .map(({ targetRef }) => targetRef);
    };
    await expect.poll(users, heard).toEqual([]);

    await bindOnPage(page, say, { instance: name, workload, prefix: 'DB_' });
    await expect.poll(users, heard).toEqual([service]);

    await page.goto(`/catalog/default/resource/${resource}`);
    await expect(page.getByRole('link', { name: say.open(name) })).toBeVisible(
      heard,
    );
    await expect(
      page.getByRole('button', { name: say.unbind(workload) }),
    ).toBeVisible(heard);
    await page.goto('/catalog/default/component/inventory/middleware');
    const uses = page.getByRole('region', { name: say.uses, exact: true });
    await expect(uses.getByRole('link', { name, exact: true })).toBeVisible(
      heard,
    );

    await unbindOnPage(page, say, {
      ...{ instance: name, workload, loses: 'DB_URI' },
    });
    await expect.poll(users, heard).toEqual([]);
    expect(page.url()).toContain(instancePage(name));
  } finally {
    await cluster.remove('deployment', workload, namespace);
    await cluster.remove('cluster.postgresql.cnpg.io', name, namespace);
  }
});
