import { randomBytes } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures.ts';

/** What the form says, what it creates, and how that goes again. */
export const words = {
  en: {
    team: 'Team',
    application: 'Application',
    name: 'Name',
    templates: [
      'Application',
      ...['Go service', 'Node.js service', 'Python service'],
      ...['Spring Boot service', 'Static site'],
    ],
    choose: 'Choose',
    use: 'What it is for',
    dev: 'dev',
    database: 'PostgreSQL',
    small: /^Small, in dev: /,
    keeps: /^It uses this middleware, which stays with its data/,
    next: 'Next',
    review: 'Review',
    create: 'Create',
    answers: 'The service answers here',
    title: 'Title',
    inCatalog: 'Application in the catalog',
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
    remove: {
      component: 'Delete service…',
      system: 'Delete application…',
    },
    refused: (name: string) => `${name} cannot be deleted now`,
    hasParts: (part: string) =>
      new RegExp(`These are a part of it: .*${part}.*Delete them first`),
    goes: (name: string) => `This is deleted for good with ${name}`,
    type: (name: string) => `Type ${name} to confirm`,
    deployed: /^What is deployed .* will be deleted/,
    repositoryGoes: /^Repository .* will be deleted/,
    namespaceStays:
      /^Namespace of the team shop-dev .* stays, as it is the team’s/,
    stay: 'These stay, as they are of the team shop:',
    deletes: 'Delete for good',
    nothingLeft: {
      component: 'Nothing is left behind',
      system: 'Nothing of it is left behind',
    },
    cancel: 'Cancel',
    undone: (name: string) =>
      `The creation of ${name} is undone. Nothing is left behind.`,
    repository: (name: string) => `repository shop/${name} at `,
  },
  zh: {
    team: '团队',
    application: '应用',
    name: '名称',
    templates: [
      '应用',
      ...['Go 服务', 'Node.js 服务', 'Python 服务'],
      ...['Spring Boot 服务', '静态网站'],
    ],
    choose: '选择',
    use: '用途',
    dev: 'dev（开发）',
    database: 'PostgreSQL 数据库',
    small: /^小型（dev）：/,
    keeps: /^使用了以下中间件，中间件及其数据会保留/,
    next: '下一步',
    review: '检查',
    create: '创建',
    answers: '访问服务',
    title: '显示名称',
    inCatalog: '目录中的应用',
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
    remove: { component: '删除服务…', system: '删除应用…' },
    refused: (name: string) => `${name} 目前无法删除`,
    hasParts: (part: string) =>
      new RegExp(`以下内容属于该应用：.*${part}.*请先删除它们`),
    goes: (name: string) => `以下内容将随 ${name} 一并永久删除`,
    type: (name: string) => `输入 ${name} 以确认`,
    deployed: /^已部署的对象 .* 将被删除/,
    repositoryGoes: /^代码仓库 .* 将被删除/,
    namespaceStays: /^团队的命名空间 shop-dev .* 保留，属于团队/,
    stay: '以下内容属于团队 shop，予以保留：',
    deletes: '永久删除',
    nothingLeft: { component: '没有任何残留', system: '没有残留' },
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

/** Opens the form of a template. */
export async function openForm(
  page: Page,
  say: Say,
  template = 'node-service',
) {
  await page.goto(`/create/templates/default/${template}`);
  await expect(box(page, say.name)).toBeVisible({ timeout: LOOKED_MS });
}

/** How a service differs from the one that the form proposes. */
export interface Wanted {
  readonly withDatabase?: boolean;
  /** Title of the application, where the team has several. */
  readonly application?: string;
}

/** Fills in the template's form as a member of the shop, up to the preview. */
export async function fillIn(
  page: Page,
  name: string,
  say: Say,
  { application, withDatabase = false }: Wanted = {},
) {
  await openForm(page, say);
  await expect(box(page, say.team)).toHaveValue('shop');
  if (application) {
    await box(page, say.application).click();
    await page.getByRole('option', { name: application, exact: true }).click();
  }
  await expect(box(page, say.application)).toHaveValue(
    application ?? 'Tea shop',
  );
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

/** Fills in the form of an application as a member of the shop, up to the preview. */
export async function fillInApplication(
  page: Page,
  { name, title }: { name: string; title: string },
  say: Say,
) {
  await openForm(page, say, 'application');
  await expect(box(page, say.team)).toHaveValue('shop');
  await box(page, say.name).fill(name);
  await box(page, say.title).fill(title);
  await box(page, say.use).fill('Is tried out');
  await page.getByRole('button', { name: say.next }).click();
  await expect(page.getByRole('checkbox', { name: say.dev })).toBeChecked();
  await page.getByRole('button', { name: say.next }).click();
}

/** What the preview says above all else. */
export const preview = (page: Page, text: string | RegExp) =>
  page.getByRole('heading', { level: 2, name: text });

/** Goes on from the preview to the last page; the button that creates what it shows. */
export async function review(page: Page, name: string, say: Say) {
  await expect(preview(page, say.ready(name))).toBeVisible({
    timeout: LOOKED_MS,
  });
  await page.getByRole('button', { name: say.review, exact: true }).click();
  const create = page.getByRole('button', { name: say.create, exact: true });
  await expect(create).toBeEnabled({ timeout: LOOKED_MS });
  return create;
}

/** Fills the form of a service in and goes on to its last page; the button that creates it. */
export async function reviewed(
  page: Page,
  name: string,
  say: Say,
  wanted?: Wanted,
) {
  await fillIn(page, name, say, wanted);
  return await review(page, name, say);
}

/** Waits until a run shows that it has ended well; one that fails ends the wait. */
export async function runEndsWith(
  page: Page,
  done: Locator,
  timeout: number,
): Promise<void> {
  const failed = page.getByText(/^\w*Error: /).first();
  await expect(done.or(failed).first()).toBeVisible({ timeout });
  await expect(done).toBeVisible();
}
