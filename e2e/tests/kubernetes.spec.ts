import { request as httpRequest } from 'node:http';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { processesOf } from '../cluster.ts';
import { expect, test } from '../fixtures.ts';
import { people } from '../people.ts';
import { beSignedIn, portalToken } from '../sign-in.ts';
import type { Words } from '../words.ts';

/** Opens the stock Kubernetes tab of a service, down to the pods of its Deployments. */
async function openPods(
  page: Page,
  say: Words,
  service: string,
  namespace: string,
) {
  await page.goto(`/catalog/default/component/${service}/kubernetes`);
  const main = page.getByRole('main').last();
  await main.getByRole('button', { name: /^local\b/ }).click();
  const deployment = main
    .getByRole('button', { expanded: false })
    .filter({ hasText: 'Deployment' })
    .filter({ hasText: namespace });
  // Inside it is a second button, which opens the object instead.
  await deployment.press('Enter');
  return main.getByRole('table').filter({
    has: page.getByRole('columnheader', { name: say.restarts, exact: true }),
  });
}

for (const namespace of ['shop-dev', 'shop-prod']) {
  test(`the Kubernetes tab shows the pods that kubectl lists in ${namespace}`, async ({
    page,
    say,
    cluster,
  }) => {
    await beSignedIn(page, people.shopDeveloper.name);
    const pods = await openPods(page, say, 'orders', namespace);
    const listed = await cluster.pods('orders', namespace);
    expect(listed.length).toBeGreaterThan(0);
    const rows = pods.getByRole('row').filter({ hasText: 'orders-' });
    await expect(rows).toHaveCount(listed.length);
    for (const { name } of listed) {
      await expect(pods.getByText(name, { exact: true })).toBeVisible();
    }
    await page.setViewportSize({ width: 390, height: 844 });
    const tooWide = () =>
      page
        .locator('html')
        .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    await expect.poll(tooWide).toBeLessThanOrEqual(0);
  });
}

const objectsSchema = z.object({
  items: z.array(
    z.object({
      resources: z.array(
        z.object({
          resources: z.array(
            z.object({ metadata: z.object({ namespace: z.string() }) }),
          ),
        }),
      ),
    }),
  ),
});

/** What the tab's endpoint answers to an entity of somebody's own making. */
async function askFor(page: Page, name: string, namespace: string) {
  const annotations = {
    'backstage.io/kubernetes-label-selector': 'app.kubernetes.io/name',
    'backstage.io/kubernetes-namespace': namespace,
  };
  return page.request.post(`/api/kubernetes/services/${name}`, {
    headers: { authorization: `Bearer ${await portalToken(page)}` },
    data: {
      auth: {},
      entity: {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name, namespace: 'default', annotations },
      },
    },
  });
}

for (const [{ name }, own, foreign, namespaces] of [
  [people.shopDeveloper, 'orders', 'ledger', ['shop-dev', 'payments-dev']],
  [people.paymentsDeveloper, 'ledger', 'orders', ['payments-dev', 'shop-dev']],
] as const) {
  test(`${name} gets nothing of ${foreign} from the tab's endpoint, whatever the request says @once`, async ({
    page,
  }) => {
    await beSignedIn(page, name);
    for (const entity of [foreign, 'made-up']) {
      const answer = await askFor(page, entity, namespaces[1]);
      expect(answer.status(), entity).toBe(403);
    }
    const answer = await askFor(page, own, namespaces[1]);
    expect(answer.status()).toBe(200);
    const { items } = objectsSchema.parse(await answer.json());
    const found = items.flatMap(item =>
      item.resources.flatMap(({ resources }) =>
        resources.map(({ metadata }) => metadata.namespace),
      ),
    );
    expect(found).toContain(namespaces[0]);
    expect(found).not.toContain(namespaces[1]);
  });
}

test('a killed process is restarted, and the tab counts the restart @once', async ({
  page,
  say,
  cluster,
}) => {
  const service = 'catalog';
  const namespace = 'shop-dev';
  const onlyPod = async () => {
    const [pod, ...others] = await cluster.pods(service, namespace);
    return others.length === 0 ? pod : undefined;
  };
  const untilReady = (restarts: number) =>
    expect
      .poll(onlyPod, { timeout: 60_000 })
      .toMatchObject({ restarts, ready: true });

  await cluster.renew(service, namespace);
  try {
    await untilReady(0);
    const pod = (await onlyPod())?.name ?? '';
    const before = processesOf(pod);
    expect(before).not.toHaveLength(0);
    for (const pid of before) process.kill(pid, 'SIGKILL');
    await untilReady(1);
    const after = processesOf(pod);
    expect(after).not.toHaveLength(0);
    expect(after.filter(pid => before.includes(pid))).toEqual([]);

    await beSignedIn(page, people.shopDeveloper.name);
    const pods = await openPods(page, say, service, namespace);
    const columns = await pods.getByRole('columnheader').allTextContents();
    const column = columns.map(text => text.trim()).indexOf(say.restarts);
    const row = pods.getByRole('row').filter({ hasText: pod });
    await expect(row.getByRole('cell').nth(column)).toHaveText('1');
  } finally {
    await cluster.renew(service, namespace);
  }
});

/** What the ingress answers for a host, as `curl` would get it. */
function get(host: string, port: number) {
  return new Promise<{ status?: number; body: string }>((resolve, reject) => {
    const sent = httpRequest(
      { host: '127.0.0.1', port, headers: { Host: `${host}:${port}` } },
      response => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          body += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode, body }),
        );
      },
    );
    sent.once('error', reject);
    sent.end();
  });
}

test("a service's address answers @once", async ({ page, cluster }) => {
  for (const host of ['shop.localhost', 'shop-dev.localhost']) {
    const answer = await get(host, cluster.ingressPort);
    expect(answer.status, host).toBe(200);
    expect(answer.body).toContain('<title>Tea shop</title>');
  }
  await page.goto(`http://shop.localhost:${cluster.ingressPort}/`);
  await expect(page).toHaveTitle('Tea shop');
});
