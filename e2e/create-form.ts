import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

/** What the form says, what it creates, and how that goes again. */
export const words = {
  en: {
    team: 'Team',
    application: 'Application',
    name: 'Name',
    use: 'What it is for',
    dev: 'dev',
    database: 'PostgreSQL',
    small: /^Small, in dev: /,
    keeps: /^It uses this middleware, which stays with its data/,
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
    database: 'PostgreSQL 数据库',
    small: /^小型（dev）：/,
    keeps: /^使用了以下中间件，中间件及其数据会保留/,
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

/** The same in one language. */
export type Say = (typeof words)['en' | 'zh'];

/** Packages are fetched and tests run, on a machine that others may keep busy. */
export const CREATED_MS = 600_000;
/** A template is filled in, and five systems are asked. */
export const LOOKED_MS = 90_000;

/** Name of a service that nobody else has. */
export const newName = () => `hello-${randomBytes(3).toString('hex')}`;

/** A field by its title, after which there may be a mark that it must be filled in. */
export const box = (page: Page, title: string) =>
  page.getByRole('textbox', { name: new RegExp(`^${title}(\\W|$)`) });

/** Opens the form of the template for Node.js. */
export async function openForm(page: Page, say: Say) {
  await page.goto('/create/templates/default/node-service');
  await expect(box(page, say.name)).toBeVisible({ timeout: LOOKED_MS });
}

/** Fills in the template's form as a member of the shop, up to the preview. */
export async function fillIn(
  page: Page,
  name: string,
  say: Say,
  withDatabase = false,
) {
  await openForm(page, say);
  await expect(box(page, say.team)).toHaveValue('shop');
  await expect(box(page, say.application)).toHaveValue('Tea shop');
  await box(page, say.name).fill(name);
  await box(page, say.use).fill('Says hello to visitors');
  await page.getByRole('button', { name: say.next }).click();
  await expect(page.getByRole('checkbox', { name: say.dev })).toBeChecked();
  const database = page.getByRole('radiogroup', { name: say.database });
  const small = database.getByRole('radio', { name: say.small });
  await expect(small).toBeVisible({ timeout: LOOKED_MS });
  if (withDatabase) await small.check();
  await page.getByRole('button', { name: say.next }).click();
}

/** What the preview says above all else. */
export const preview = (page: Page, text: string | RegExp) =>
  page.getByRole('heading', { level: 2, name: text });

/** Fills the form in and goes on to its last page; the button that creates what it shows. */
export async function reviewed(
  page: Page,
  name: string,
  say: Say,
  withDatabase = false,
) {
  await fillIn(page, name, say, withDatabase);
  await expect(preview(page, say.ready(name))).toBeVisible({
    timeout: LOOKED_MS,
  });
  await page.getByRole('button', { name: say.review, exact: true }).click();
  const create = page.getByRole('button', { name: say.create, exact: true });
  await expect(create).toBeEnabled({ timeout: LOOKED_MS });
  return create;
}
