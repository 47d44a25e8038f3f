import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { faultsOf } from '../accessibility.ts';
import { expect, test } from '../fixtures.ts';
import { people } from '../people.ts';
import { beSignedIn } from '../sign-in.ts';

const namespace = 'shop-dev';
/** What the cluster decides in an instant, on a busy machine. */
const soon = { timeout: 60_000 };
const words = {
  en: {
    publish: 'Publish items',
    search: 'Find a kind',
    draft: (kind: string) => `Draft an item of ${kind}`,
    definition: 'Definition',
    members: /^Members/,
    publishItem: (title: string) => `Publish ${title}`,
    order: (title: string) => `Order ${title}`,
    name: /^Name/,
    place: /^For which environment/,
    creates: (kind: string, name: string) =>
      `Creates ${kind} ${namespace}/${name}`,
    notBegun: 'Ordered; its operator has not begun',
    withdraw: (title: string) => `Withdraw ${title}`,
    withdrawn: /^Offered no longer/,
    marketplace: 'What can be ordered',
    denied: 'You may not see what can be ordered',
  },
  zh: {
    publish: '发布中间件',
    search: '查找类型',
    draft: (kind: string) => `为 ${kind} 生成草稿`,
    definition: '定义',
    members: /^成员数/,
    publishItem: (title: string) => `发布 ${title}`,
    order: (title: string) => `订购 ${title}`,
    name: /^名称/,
    place: /^所属环境/,
    creates: (kind: string, name: string) =>
      `创建 ${kind} ${namespace}/${name}`,
    notBegun: '已订购，Operator 尚未开始处理',
    withdraw: (title: string) => `下架 ${title}`,
    withdrawn: /^已下架/,
    marketplace: '可订购',
    denied: '您没有权限查看可订购的中间件',
  },
};

/** A kind that no definition names, with the roles that its operator would bring. */
function operatorOf(id: string) {
  const group = `${id}.example.com`;
  const kind = `Tea${id}`;
  const plural = `teapots`;
  const role = (name: string, label: string, verbs: readonly string[]) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: `${id}-${name}`, labels: { [label]: 'true' } },
    rules: [{ apiGroups: [group], resources: [plural], verbs }],
  });
  return {
    kind,
    name: kind.toLowerCase(),
    resource: `${plural}.${group}`,
    objects: [
      {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: `${plural}.${group}` },
        spec: {
          group,
          scope: 'Namespaced',
          names: { plural, kind },
          versions: [
            {
              name: 'v1',
              served: true,
              storage: true,
              subresources: { status: {} },
              schema: {
                openAPIV3Schema: {
                  type: 'object',
                  description: 'Keeps tea warm.',
                  properties: {
                    spec: {
                      type: 'object',
                      required: ['replicas'],
                      properties: {
                        replicas: { type: 'integer', minimum: 1, maximum: 5 },
                        storage: {
                          type: 'object',
                          properties: { size: { type: 'string' } },
                        },
                      },
                    },
                    status: {
                      type: 'object',
                      properties: {
                        phase: { type: 'string', enum: ['Pending', 'Ready'] },
                      },
                    },
                  },
                },
              },
            },
          ],
        },
      },
      role('watch', 'pilothouse.dev/aggregate-to-portal', [
        'get',
        'list',
        'watch',
      ]),
      role('order', 'rbac.authorization.k8s.io/aggregate-to-edit', ['*']),
    ],
  };
}

const button = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true });

test.describe('A kind that nobody knows', () => {
  test.setTimeout(240_000);
  const id = `t${randomBytes(3).toString('hex')}`;
  const operator = operatorOf(id);

  test.beforeAll(({ cluster }) => cluster.apply(...operator.objects));
  test.afterAll(async ({ cluster }) => {
    await cluster.remove(
      'customresourcedefinition',
      operator.resource,
      namespace,
    );
    for (const name of ['watch', 'order']) {
      await cluster.remove('clusterrole', `${id}-${name}`, namespace);
    }
  });

  test('is drafted, published, ordered and withdrawn', async ({
    page,
    language,
  }) => {
    const say = words[language];
    const title = operator.kind;
    await beSignedIn(page, people.platformEngineer.name);
    await page.goto('/marketplace');
    const began = Date.now();
    await button(page, say.publish).click();
    await page.getByRole('searchbox', { name: say.search }).fill(id);
    await page
      .getByRole('link', { name: say.draft(operator.kind) })
      .click(soon);
    await expect(
      page.getByRole('textbox', { name: say.definition }),
    ).toContainText('Drafted from the schema', soon);
    await expect(page.getByLabel(say.members).first()).toBeVisible(soon);
    expect(await faultsOf(page, 'ours')).toEqual([]);
    await button(page, say.publishItem(title)).click(soon);
    await button(page, say.order(title)).click(soon);
    test.info().annotations.push({
      type: 'orderable after',
      description: `${Date.now() - began} ms`,
    });

    await page.getByRole('textbox', { name: say.name }).fill('earl');
    await page.getByLabel(say.place).click();
    await page
      .getByRole('option', { name: new RegExp(`local/${namespace}$`) })
      .click();
    await expect(
      page.getByText(say.creates(operator.kind, 'earl')),
    ).toBeVisible(soon);
    await button(page, say.order('earl')).click();
    await expect(page.getByText(say.notBegun).first()).toBeVisible(soon);

    await page.goto(`/marketplace/published/${operator.name}`);
    await button(page, say.withdraw(title)).click(soon);
    await expect(button(page, say.withdraw(title))).toHaveCount(0, soon);
    await page.goto(`/marketplace/items/${operator.name}`);
    await expect(page.getByText(say.withdrawn)).toBeVisible(soon);
    await expect(
      page.getByRole('link', { name: 'earl', exact: true }),
    ).toBeVisible(soon);
    await expect(button(page, say.order(title))).toHaveCount(0);
  });

  test('is published by nobody who only develops @once', async ({
    page,
    language,
  }) => {
    const say = words[language];
    await beSignedIn(page, people.shopDeveloper.name);
    await page.goto('/marketplace');
    await expect(
      page.getByRole('heading', { name: say.marketplace }),
    ).toBeVisible(soon);
    await expect(button(page, say.publish)).toHaveCount(0);
    await page.goto('/marketplace/drafts');
    await expect(page.getByText(say.denied)).toBeVisible(soon);
  });
});
