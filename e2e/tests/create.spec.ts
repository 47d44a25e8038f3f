import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { removeService, statusOf } from '../created-service.ts';
import { expect, test } from '../fixtures.ts';
import { people } from '../people.ts';
import { signIn } from '../sign-in.ts';

const words = {
  en: {
    next: 'Next',
    review: 'Review',
    create: 'Create',
    answers: 'The service answers here',
    passed: 'Passed',
  },
  zh: {
    next: '下一步',
    review: '检查',
    create: '创建',
    answers: '访问服务',
    passed: '成功',
  },
} as const;

type Say = (typeof words)['en' | 'zh'];

/** Packages are fetched and tests run, on a machine that others may keep busy. */
const CREATED_MS = 600_000;
/** The catalog reads what was registered in its own time. */
const LISTED_MS = 150_000;

const newName = () => `hello-${randomBytes(3).toString('hex')}`;

/** Fills in the template's form as a member of the shop, up to the last page. */
async function fillIn(page: Page, name: string, say: Say) {
  // Its card stands among those of other languages, in whatever order the catalog tells.
  await page.goto('/create/templates/default/node-service');
  const box = (title: RegExp) => page.getByRole('textbox', { name: title });
  await box(/^Name ·/).fill(name);
  await box(/^What it is for ·/).fill('Says hello to visitors');
  await page.getByRole('button', { name: say.next }).click();
  await box(/^Team ·/).click();
  await page.getByRole('option', { name: 'shop', exact: true }).click();
  await box(/^Application ·/).click();
  await page.getByRole('option', { name: 'Tea shop' }).click();
  await page.getByRole('button', { name: say.review }).click();
}

test('the form shows at its end what will be created', async ({
  page,
  language,
}) => {
  const say = words[language];
  const name = newName();
  await signIn(page, people.shopDeveloper.name);
  await fillIn(page, name, say);
  await expect(page.getByText(name, { exact: true })).toBeVisible();
  await expect(
    page.getByRole('button', { name: say.create, exact: true }),
  ).toBeEnabled();
});

test(
  'a service that a member of a team creates answers, and its pipeline is told',
  { tag: '@once' },
  async ({ page, language, platform, cluster }) => {
    test.setTimeout(CREATED_MS + LISTED_MS + 120_000);
    const say = words[language];
    const name = newName();
    await signIn(page, people.shopDeveloper.name);
    await fillIn(page, name, say);
    const pressed = Date.now();
    await page.getByRole('button', { name: say.create, exact: true }).click();
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
    } finally {
      await removeService(name, { page, platform, cluster });
    }
  },
);
