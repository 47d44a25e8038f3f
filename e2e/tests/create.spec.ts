import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { ask as askGit } from '@pilothouse/embedded/git';
import { faultsOf } from '../accessibility.ts';
import { removeService, statusOf } from '../created-service.ts';
import { leftOf } from '../left-of-service.ts';
import { expect, test } from '../fixtures.ts';
import { people } from '../people.ts';
import { signIn } from '../sign-in.ts';

const words = {
  en: {
    team: 'Team',
    application: 'Application',
    name: 'Name',
    use: 'What it is for',
    dev: 'dev',
    next: 'Next',
    review: 'Review',
    create: 'Create',
    answers: 'The service answers here',
    passed: 'Passed',
    ready: (name: string) => `Ready: ${name} can be created`,
    inTheWay: /things? (is|are) in the way of/,
    taken: (name: string) =>
      `component:default/${name} is taken in the catalog: choose another name`,
    noHostName: /^DNS would refuse it/,
    files: /^\d+ files in the repository/,
    inDev: 'In dev',
    tooSmall: 'too small',
    quotaTooSmall: /^The quota of shop-dev is too small/,
    again: 'Look again',
    more: 'More actions',
    remove: 'Delete service…',
    goes: (name: string) => `This is deleted for good with ${name}`,
    type: (name: string) => `Type ${name} to confirm`,
    deployed: /^What is deployed .* will be deleted/,
    deletes: 'Delete for good',
    nothingLeft: 'Nothing is left behind',
    cancel: 'Cancel',
    undone: (name: string) =>
      `The creation of ${name} is undone. Nothing is left behind.`,
    repository: (name: string) => `repository shop/${name} at `,
  },
  zh: {
    team: '团队',
    application: '应用',
    name: '名称',
    use: '用途',
    dev: 'dev（开发）',
    next: '下一步',
    review: '检查',
    create: '创建',
    answers: '访问服务',
    passed: '成功',
    ready: (name: string) => `一切就绪，可以创建 ${name}`,
    inTheWay: /个问题，暂时无法创建/,
    taken: (name: string) =>
      `component:default/${name} 在软件目录中已被占用，请换一个名称`,
    noHostName: /^不符合 DNS 命名规则/,
    files: /^代码仓库中的 \d+ 个文件/,
    inDev: 'dev 环境',
    tooSmall: '不足',
    quotaTooSmall: /^shop-dev 的配额不足/,
    again: '重新检查',
    more: '更多操作',
    remove: '删除服务…',
    goes: (name: string) => `以下内容将随 ${name} 一并永久删除`,
    type: (name: string) => `输入 ${name} 以确认`,
    deployed: /^已部署的对象 .* 将被删除/,
    deletes: '永久删除',
    nothingLeft: '没有任何残留',
    cancel: '取消',
    undone: (name: string) => `已撤销创建：${name}。没有任何残留。`,
    repository: (name: string) => `代码仓库 shop/${name}（`,
  },
} as const;

type Say = (typeof words)['en' | 'zh'];

/** Packages are fetched and tests run, on a machine that others may keep busy. */
const CREATED_MS = 600_000;
/** The catalog reads what was registered in its own time. */
const LISTED_MS = 150_000;
/** A template is filled in, and five systems are asked. */
const LOOKED_MS = 90_000;

/** A step that was cancelled ends its request first, and then all systems are asked. */
const UNDONE_MS = 240_000;
/** A cluster may take two minutes to let go of what it was told to delete. */
const DELETED_MS = 300_000;

const newName = () => `hello-${randomBytes(3).toString('hex')}`;

/** A field by its title, after which there may be a mark that it must be filled in. */
const box = (page: Page, title: string) =>
  page.getByRole('textbox', { name: new RegExp(`^${title}(\\W|$)`) });

/** Opens the form of the template for Node.js. */
async function openForm(page: Page, say: Say) {
  await page.goto('/create/templates/default/node-service');
  await expect(box(page, say.name)).toBeVisible({ timeout: LOOKED_MS });
}

/** Fills in the template's form as a member of the shop, up to the preview. */
async function fillIn(page: Page, name: string, say: Say) {
  await openForm(page, say);
  await expect(box(page, say.team)).toHaveValue('shop');
  await expect(box(page, say.application)).toHaveValue('Tea shop');
  await box(page, say.name).fill(name);
  await box(page, say.use).fill('Says hello to visitors');
  await page.getByRole('button', { name: say.next }).click();
  await expect(page.getByRole('checkbox', { name: say.dev })).toBeChecked();
  await page.getByRole('button', { name: say.next }).click();
}

const preview = (page: Page, text: string | RegExp) =>
  page.getByRole('heading', { level: 2, name: text });

/** Deletes a service from the menu of its page, until the run says that nothing is left. */
async function deleteService(page: Page, name: string, say: Say) {
  await page.goto(`/catalog/default/component/${name}`);
  await page.getByRole('button', { name: say.more }).click();
  await page.getByRole('menuitem', { name: say.remove }).click();
  await expect(preview(page, say.goes(name))).toBeVisible({
    timeout: LOOKED_MS,
  });
  await expect(page.getByRole('row', { name: say.deployed })).toBeVisible();
  expect(await faultsOf(page, 'stock')).toEqual([]);
  await page.getByRole('textbox', { name: say.type(name) }).fill(name);
  await page.getByRole('button', { name: say.review, exact: true }).click();
  const remove = page.getByRole('button', { name: say.deletes });
  await expect(remove).toBeEnabled({ timeout: LOOKED_MS });
  await remove.click();
  const done = page.getByText(say.nothingLeft).first();
  const failed = page.getByText(/^\w*Error: /).first();
  await expect(done.or(failed)).toBeVisible({ timeout: DELETED_MS });
  await expect(done).toBeVisible();
}

test('the form offers what is one’s own', async ({ page, language }) => {
  const say = words[language];
  await signIn(page, people.lead.name);
  await openForm(page, say);
  await box(page, say.team).click();
  await expect(page.getByRole('option')).toHaveText([
    'commerce',
    'payments',
    'shop',
  ]);
  await page.getByRole('option', { name: 'payments', exact: true }).click();
  await expect(box(page, say.application)).toHaveValue('Payments');
  await box(page, say.name).fill('Not-a-host-name');
  await expect(page.getByText(say.noHostName).first()).toBeVisible();
});

test('a name that is taken is told at the field, and kept', async ({
  page,
  language,
}) => {
  const say = words[language];
  await signIn(page, people.shopDeveloper.name);
  await openForm(page, say);
  const name = box(page, say.name);
  await name.fill('web');
  await expect(page.getByText(say.taken('web')).first()).toBeVisible({
    timeout: LOOKED_MS,
  });
  await box(page, say.use).fill('Says hello to visitors');
  await page.getByRole('button', { name: say.next }).click();
  await expect(name).toHaveValue('web');
});

test('the form shows before its end what will be created', async ({
  page,
  language,
}) => {
  const say = words[language];
  const name = newName();
  await signIn(page, people.shopDeveloper.name);
  await fillIn(page, name, say);
  await expect(preview(page, say.ready(name))).toBeVisible({
    timeout: LOOKED_MS,
  });
  const table = page.getByRole('table', { name: say.inDev });
  await expect(
    table.getByRole('row', { name: `Deployment ${name} ` }),
  ).toBeVisible();
  await page.getByText(say.files).click();
  await page.getByText('catalog-info.yaml', { exact: true }).click();
  await expect(page.getByText(/kind: Component/).first()).toBeVisible();
  expect(await faultsOf(page, 'stock')).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth),
  ).toBeLessThanOrEqual(390);
  await page.getByRole('button', { name: say.review, exact: true }).click();
  await expect(
    page.getByRole('button', { name: say.create, exact: true }),
  ).toBeEnabled({ timeout: LOOKED_MS });
  await expect(page.getByText(name, { exact: true })).toBeVisible();
});

/** Fills the form in and goes on to its last page; the button that creates what it shows. */
async function reviewed(page: Page, name: string, say: Say) {
  await fillIn(page, name, say);
  await expect(preview(page, say.ready(name))).toBeVisible({
    timeout: LOOKED_MS,
  });
  await page.getByRole('button', { name: say.review, exact: true }).click();
  const create = page.getByRole('button', { name: say.create, exact: true });
  await expect(create).toBeEnabled({ timeout: LOOKED_MS });
  return create;
}

test(
  'a service that a member of a team creates answers, its pipeline is told, and it is deleted whole',
  { tag: '@once' },
  async ({ page, language, platform, cluster }) => {
    test.setTimeout(
      CREATED_MS + LISTED_MS + 2 * LOOKED_MS + DELETED_MS + 120_000,
    );
    const say = words[language];
    const name = newName();
    await signIn(page, people.shopDeveloper.name);
    const create = await reviewed(page, name, say);
    const pressed = Date.now();
    await create.click();
    try {
      const link = page.getByRole('link', { name: say.answers });
      const failed = page.getByText(/^\w*Error: /).first();
      await expect(link.or(failed)).toBeVisible({ timeout: CREATED_MS });
      await expect(link).toBeVisible();
      const address = (await link.getAttribute('href')) ?? '';
      expect(await statusOf(address)).toBe(200);
      const seconds = Math.round((Date.now() - pressed) / 1000);
      console.log(`from Create to an answer of the service: ${seconds} s`);
      await expect(async () => {
        await page.goto(`/catalog/default/component/${name}/pipelines`);
        await expect(
          page.getByText(say.passed, { exact: true }).first(),
        ).toBeVisible();
      }).toPass({ timeout: LISTED_MS });
      await page.goto(`/docs/default/component/${name}`);
      await expect(
        page.getByRole('link', { name: 'Operating it', exact: true }),
      ).toBeVisible({
        timeout: LOOKED_MS,
      });
      // The page stays transparent until all of its styles are there.
      await expect(page.getByRole('progressbar')).toHaveCount(0);
      await deleteService(page, name, say);
      expect(await leftOf(name, { page, platform, cluster })).toEqual([]);
    } finally {
      await removeService(name, { page, platform, cluster });
    }
  },
);

test(
  'a creation that is cancelled leaves nothing behind, and its page says so',
  { tag: '@once' },
  async ({ page, language, platform, cluster }) => {
    test.setTimeout(CREATED_MS + UNDONE_MS + 120_000);
    const say = words[language];
    const name = newName();
    const isPublished = async () =>
      (await askGit(platform, 'GET', `repos/shop/${name}`)).status === 200;
    await signIn(page, people.shopDeveloper.name);
    const create = await reviewed(page, name, say);
    await create.click();
    try {
      await expect.poll(isPublished, { timeout: CREATED_MS }).toBe(true);
      await page.getByRole('button', { name: say.cancel, exact: true }).click();
      const card = page.getByRole('region', { name: say.undone(name) });
      await expect(card).toBeVisible({ timeout: UNDONE_MS });
      await expect(card).toContainText(say.repository(name));
      expect(await faultsOf(page, 'stock')).toEqual([]);
      expect(await leftOf(name, { page, platform, cluster })).toEqual([]);
    } finally {
      await removeService(name, { page, platform, cluster });
    }
  },
);
