import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { ask as askGit } from '@pilothouse/embedded/git';
import type { Platform } from '@pilothouse/embedded/platform';
import { z } from 'zod';
import { removeService } from '../created-service.ts';
import { expect, test } from '../fixtures.ts';
import { people } from '../people.ts';
import { beSignedIn, portalToken } from '../sign-in.ts';

const words = {
  en: {
    waiting: 'Waits for your answer',
    answer: (name: string) =>
      new RegExp(`^Answer run #\\d+ of the pipeline of ${name}$`),
    approve: 'Approve',
    given: 'The answer is given: the run goes on.',
    reject: 'Reject…',
    rejects: 'Reject and end the run',
    passed: 'Passed',
    failedIn: 'Failed in Unit tests',
    failedTests: 'Failed tests',
  },
  zh: {
    waiting: '等待您答复',
    answer: (name: string) =>
      new RegExp(`^答复 ${name} 的流水线第 \\d+ 次运行$`),
    approve: '批准',
    given: '已答复，运行继续。',
    reject: '拒绝…',
    rejects: '拒绝并结束运行',
    passed: '成功',
    failedIn: '“Unit tests”阶段失败',
    failedTests: '失败的测试',
  },
} as const;

type Say = (typeof words)['en' | 'zh'];

/** A pipeline takes its time, on a machine that others may keep busy. */
const RUN_MS = 600_000;
const TOLD_MS = 120_000;

const fileSchema = z.object({ sha: z.string(), content: z.string() });
const taskSchema = z.object({ id: z.string() });

/** Has a service for dev and prod created, as the form does it. */
async function create(page: Page, name: string): Promise<void> {
  const answer = await page.request.post('/api/scaffolder/v2/tasks', {
    headers: { Authorization: `Bearer ${await portalToken(page)}` },
    data: {
      templateRef: 'template:default/node-service',
      values: {
        name,
        description: 'Is delivered',
        owner: 'group:default/shop',
        application: 'system:default/tea-shop',
        environments: ['dev', 'prod'],
      },
    },
  });
  taskSchema.parse(await answer.json());
}

/** Changes a file of the main branch. */
async function push(
  platform: Platform,
  name: string,
  path: string,
  change: (text: string) => string,
): Promise<void> {
  const at = `repos/shop/${name}/contents/${path}`;
  const known = fileSchema.parse(
    await (await askGit(platform, 'GET', at)).json(),
  );
  const text = change(Buffer.from(known.content, 'base64').toString());
  const written = await askGit(platform, 'PUT', at, {
    content: Buffer.from(text).toString('base64'),
    branch: 'main',
    sha: known.sha,
  });
  expect(written.status).toBe(200);
}

const asking = (page: Page, name: string, say: Say) =>
  page.getByRole('region', { name: say.waiting }).getByRole('link', {
    name: say.answer(name),
  });

test('a run asks on the home page and the team’s page, goes on when it is approved, and a broken test is told and mended @once', async ({
  page,
  language,
  platform,
  cluster,
}) => {
  test.setTimeout(4 * RUN_MS);
  const say = words[language];
  const name = `ask-${randomBytes(3).toString('hex')}`;
  const greeting = 'src/greetings/greeting.ts';
  await beSignedIn(page, people.shopDeveloper.name);
  try {
    await create(page, name);
    await page.goto('/catalog/default/group/shop');
    await expect(asking(page, name, say)).toBeVisible({ timeout: RUN_MS });
    await page.goto('/');
    await asking(page, name, say).click({ timeout: TOLD_MS });
    await page.getByRole('button', { name: `${say.approve}…` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: say.approve }).click();
    await expect(page.getByText(say.given)).toBeVisible({ timeout: TOLD_MS });
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    await expect(
      page.getByText(say.passed, { exact: true }).first(),
    ).toBeVisible({ timeout: RUN_MS });
    const rule = await askGit(
      platform,
      'GET',
      `repos/shop/${name}/branch_protections/main`,
    );
    expect(await rule.json()).toMatchObject({
      enable_push: true,
      enable_force_push: false,
    });

    await push(platform, name, greeting, text =>
      text.replaceAll('Hello', 'Goodbye'),
    );
    await page.goto(`/catalog/default/component/${name}/pipelines`);
    await expect(page.getByText(say.failedIn).first()).toBeVisible({
      timeout: RUN_MS,
    });
    await page.getByRole('link', { name: /#2/ }).first().click();
    await expect(
      page.getByRole('heading', { name: say.failedTests }),
    ).toBeVisible({ timeout: TOLD_MS });
    await expect(
      page.getByText('greets Ada in en: Hello, Ada!').first(),
    ).toBeVisible();

    await push(platform, name, greeting, text =>
      text.replaceAll('Goodbye', 'Hello'),
    );
    await page.goto('/');
    await asking(page, name, say).click({ timeout: RUN_MS });
    await page.getByRole('button', { name: say.reject }).click();
    await dialog.getByRole('button', { name: say.rejects }).click();
    await page.goto('/');
    await expect(asking(page, name, say)).toHaveCount(0, {
      timeout: TOLD_MS,
    });
  } finally {
    await removeService(name, { page, platform, cluster });
    await cluster.removeRelease(name, 'shop-prod');
  }
});
