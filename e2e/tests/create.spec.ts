import { ask as askGit } from '@pilothouse/embedded/git';
import { faultsOf } from '../accessibility.ts';
import {
  box,
  CREATED_MS,
  fillIn,
  LOOKED_MS,
  newName,
  openForm,
  preview,
  reviewed,
  words,
} from '../create-form.ts';
import { removeService } from '../created-service.ts';
import { expect, test } from '../fixtures.ts';
import { leftOf } from '../left-of-service.ts';
import { people } from '../people.ts';
import { beSignedIn } from '../sign-in.ts';

/** A step that was cancelled ends its request first, and then all systems are asked. */
const UNDONE_MS = 240_000;

test('templates are offered in the reader’s language', async ({
  page,
  language,
}) => {
  const say = words[language];
  await beSignedIn(page, people.shopDeveloper.name);
  await page.goto('/create');
  for (const title of say.templates) {
    await expect(
      page.getByRole('heading', { name: title, exact: true }),
    ).toBeVisible({ timeout: LOOKED_MS });
  }
  await expect(
    page.getByRole('button', { name: say.choose, exact: true }),
  ).toHaveCount(say.templates.length);
  expect(await faultsOf(page, 'stock')).toEqual([]);
});

test('the form offers what is one’s own', async ({ page, language }) => {
  const say = words[language];
  await beSignedIn(page, people.lead.name);
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
  await beSignedIn(page, people.shopDeveloper.name);
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
  await beSignedIn(page, people.shopDeveloper.name);
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
  for (const named of [name, 'shop', 'Tea shop']) {
    await expect(page.getByText(named, { exact: true }).first()).toBeVisible();
  }
  await expect(page.getByText(/^\w+:default\//)).toHaveCount(0);
});

test(
  'a creation that is cancelled leaves nothing behind, and its page says so',
  { tag: '@once' },
  async ({ page, language, platform, cluster }) => {
    test.setTimeout(CREATED_MS + UNDONE_MS + 120_000);
    const say = words[language];
    const name = newName();
    const isPublished = async () =>
      (await askGit(platform, 'GET', `repos/shop/${name}`)).status === 200;
    await beSignedIn(page, people.shopDeveloper.name);
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
