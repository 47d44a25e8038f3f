import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';
import { namespace } from './marketplace-words.ts';

/** What the portal says of bindings. */
export const bindingWords = {
  en: {
    users: 'Who uses it',
    nobody: 'No workload of its namespace has its credentials.',
    bind: 'Bind a service',
    bindNow: (name: string) => `Bind ${name}`,
    unbind: (name: string) => `Unbind ${name}`,
    workload: 'Workload',
    prefix: 'Prefix of the variables',
    loses: (what: string) =>
      new RegExp(
        `^The service no longer has .*${what}.*Whatever in it needs them breaks\\.$`,
      ),
    uses: 'What it uses',
    open: (name: string) => `Open ${name}`,
  },
  zh: {
    users: '使用者',
    nobody: '所在命名空间中没有工作负载使用它的凭据。',
    bind: '绑定服务',
    bindNow: (name: string) => `绑定 ${name}`,
    unbind: (name: string) => `解绑 ${name}`,
    workload: '工作负载',
    prefix: '变量名前缀',
    loses: (what: string) =>
      new RegExp(`^该服务将不再拥有 .*${what}.*其中依赖它们的功能会失效。$`),
    uses: '正在使用',
    open: (name: string) => `打开 ${name}`,
  },
} as const;

/** What the portal says of bindings, in one language. */
export type SayOfBindings = (typeof bindingWords)['en' | 'zh'];

/** What the cluster decides in an instant, on a busy machine. */
const soon = { timeout: 60_000 };

/** Page of a PostgreSQL of the shop's development. */
export const instancePage = (name: string) =>
  `/marketplace/instances/postgresql/local/${namespace}/${name}`;

const usersOf = (page: Page, say: SayOfBindings) =>
  page.getByRole('region', { name: say.users, exact: true });

/** Gives a Deployment the credentials of an instance, on the instance's page. */
export async function bindOnPage(
  page: Page,
  say: SayOfBindings,
  wanted: { instance: string; workload: string; prefix: string },
): Promise<void> {
  const { instance, workload, prefix } = wanted;
  await page.goto(instancePage(instance));
  await usersOf(page, say)
    .getByRole('button', { name: say.bind, exact: true })
    .click(soon);
  const dialog = page.getByRole('dialog');
  await dialog
    .getByLabel(say.workload, { exact: true })
    .selectOption(`Deployment/${workload}`, soon);
  await dialog.getByRole('textbox', { name: say.prefix }).fill(prefix);
  const now = dialog.getByRole('button', {
    name: say.bindNow(instance),
    exact: true,
  });
  // It is enabled once the cluster has said what this does.
  await now.click(soon);
  await expect(dialog).toBeHidden(soon);
  await expect(
    usersOf(page, say).getByRole('button', { name: say.unbind(workload) }),
  ).toBeVisible(soon);
}

/** Takes a binding away, once the page has told what the service loses. */
export async function unbindOnPage(
  page: Page,
  say: SayOfBindings,
  wanted: { instance: string; workload: string; loses: string },
): Promise<void> {
  const { instance, workload, loses } = wanted;
  await page.goto(instancePage(instance));
  const name = say.unbind(workload);
  await usersOf(page, say).getByRole('button', { name }).click(soon);
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(say.loses(loses))).toBeVisible(soon);
  await dialog.getByRole('button', { name, exact: true }).click(soon);
  await expect(dialog).toBeHidden(soon);
  await expect(usersOf(page, say).getByText(say.nobody)).toBeVisible(soon);
}
