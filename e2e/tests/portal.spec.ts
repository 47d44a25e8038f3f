import type { Locator, Page } from '@playwright/test';
import { readStatus } from '@pilothouse/embedded/status';
import { expect, test } from '../fixtures.ts';
import { people } from '../people.ts';
import { beSignedIn } from '../sign-in.ts';

test.beforeEach(({ page }) => beSignedIn(page, people.platformEngineer.name));

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
  const rows = table.locator('tbody').getByRole('row');
  await expect(rows).toHaveCount(parts.length);
  for (const [index, { name, version }] of parts.entries()) {
    const row = rows.nth(index);
    await expect(row).toContainText(version);
    await expect(row).toContainText(say.platform.ready);
    if (name === 'user-center') {
      await expect(row.getByRole('rowheader')).toHaveText(
        say.platform.userCenter,
      );
    }
  }
});

test('the language can be changed and stays', async ({ page, say }) => {
  await page.goto('/');
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

/** How much of an element is to be seen, 0 to 1, also from within a shadow tree. */
function opacity(element: Locator): Promise<number> {
  return element.evaluate(start => {
    let seen = 1;
    let at: Element | null = start;
    while (at) {
      seen *= Number(getComputedStyle(at).opacity);
      const root: Node = at.getRootNode();
      at = at.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
    }
    return seen;
  });
}

test('the documentation can be read', async ({ page }) => {
  test.slow();
  await page.goto('/docs/default/system/pilothouse');
  const text = page.getByText(
    /turns Kubernetes clusters into a\s+self-service/,
  );
  const built = { timeout: 120_000 };
  await expect(text).toBeVisible(built);
  // Whoever looks first may have to wait for a newer build.
  await expect(page.getByRole('progressbar')).toHaveCount(0, built);
  // The page stays transparent until all of its styles are there.
  await expect.poll(() => opacity(text)).toBe(1);
});

test('an address without a page says so, and leads home', async ({
  page,
  say,
}) => {
  await page.goto('/no/such/page');
  await expect(
    page.getByRole('heading', { level: 1, name: say.notFound.title }),
  ).toBeVisible();
  await page.getByRole('main').getByRole('button').click();
  await expect(
    page.getByRole('heading', { name: say.mine, exact: true }),
  ).toBeVisible();
});

for (const path of [
  '/',
  '/services',
  '/applications',
  '/platform',
  '/catalog/default/component/web/deployments',
  '/catalog/default/component/web/logs',
  '/no/such/page',
]) {
  test(`${path} fits a narrow screen`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(path);
    await expect(page.getByRole('heading').first()).toBeVisible();
    await expect(page.getByRole('progressbar')).toHaveCount(0);
    const { scrollWidth, clientWidth } = await page
      .locator('html')
      .evaluate(html => ({
        scrollWidth: html.scrollWidth,
        clientWidth: html.clientWidth,
      }));
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
  });
}

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
  await page.goto('/');
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
