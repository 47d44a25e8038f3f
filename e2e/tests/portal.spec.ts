import type { Page } from '@playwright/test';
import { readStatus } from '@pilothouse/embedded/src/platform/status.ts';
import { expect, test } from '../fixtures.ts';
import { people } from '../people.ts';
import { signIn } from '../sign-in.ts';

test.beforeEach(({ page }) => signIn(page, people.platformEngineer.name));

test('the Platform page shows every part and that it is up', async ({
  page,
  say,
  platform,
}) => {
  await page.goto('/platform');
  await expect(
    page.getByRole('heading', { name: say.platform.up }),
  ).toBeVisible();
  const table = page.getByRole('table').first();
  await expect(table.getByRole('columnheader')).toHaveText(
    say.platform.columns,
  );
  const parts = (await readStatus(platform.stateDir))?.parts ?? [];
  expect(parts.length).toBeGreaterThan(10);
  for (const { title, version } of parts) {
    const row = table.getByRole('row', {
      name: new RegExp(`^${title} ${say.platform.ready}`),
    });
    await expect(row).toContainText(version);
  }
});

test('the language can be changed and stays', async ({ page, say }) => {
  await expect(
    page.getByRole('heading', { name: say.mine, exact: true }),
  ).toBeVisible();
  await page.getByRole('button', { name: say.otherLanguage }).click();
  const other = page.getByRole('heading', { name: say.otherMine, exact: true });
  await expect(other).toBeVisible();
  await page.reload();
  await expect(other).toBeVisible();
  await expect(page.locator('html')).not.toHaveAttribute(
    'lang',
    say.documentLanguage,
  );
});

test('the documentation can be read', async ({ page }) => {
  test.slow();
  await page.goto('/docs/default/system/pilothouse');
  await expect(
    page.getByRole('heading', { level: 1, name: /Pilothouse/ }).last(),
  ).toBeVisible({ timeout: 120_000 });
});

/** Brightness of what lies behind the page's text, 0 to 255. */
function background(page: Page): Promise<number> {
  return page.evaluate(() => {
    const [red = 0, green = 0, blue = 0] = (
      getComputedStyle(document.body).backgroundColor.match(/\d+/g) ?? []
    ).map(Number);
    return (red + green + blue) / 3;
  });
}

test("light and dark follow the reader's system, and a choice of their own", async ({
  page,
  say,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => background(page)).toBeLessThan(80);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(() => background(page)).toBeGreaterThan(200);
  await page.goto('/settings');
  await page
    .getByRole('button', { name: say.settings.dark, exact: true })
    .click();
  await expect.poll(() => background(page)).toBeLessThan(80);
  await page.reload();
  await expect.poll(() => background(page)).toBeLessThan(80);
});
