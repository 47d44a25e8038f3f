import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { drawnAtMost, tellServices } from '../many-services.ts';
import { people } from '../people.ts';
import { beSignedIn } from '../sign-in.ts';

const shop = ['web', 'catalog', 'orders', 'inventory', 'traffic'];
const payments = ['payments', 'ledger', 'fraud-check'];

function row(page: Page, service: string) {
  return page.getByRole('row').filter({
    has: page.getByRole('rowheader', { name: service, exact: true }),
  });
}

test('the Services page shows what runs of each service of the team, and of no other', async ({
  page,
  say,
}) => {
  await beSignedIn(page, people.shopDeveloper.name);
  await page.goto('/services');
  await expect(
    page.getByRole('heading', { name: say.services.count }),
  ).toBeVisible();
  for (const environment of ['dev', 'prod']) {
    await expect(
      page.getByRole('columnheader', { name: environment, exact: true }),
    ).toBeVisible();
  }
  for (const service of shop) {
    await expect(row(page, service)).toContainText(say.services.healthy);
    await expect(row(page, service)).toContainText('1.0.0');
  }
  for (const service of payments) {
    await expect(row(page, service)).toHaveCount(0);
  }
});

test('the lead of both teams sees both, and can look at one @once', async ({
  page,
}) => {
  await beSignedIn(page, people.lead.name);
  await page.goto('/services?team=group:default/payments');
  for (const service of payments) {
    await expect(row(page, service)).toBeVisible();
  }
  await expect(row(page, 'web')).toHaveCount(0);
});

test('a broken image shows by itself, with its cause, and goes with it', async ({
  page,
  say,
  cluster,
}) => {
  test.slow();
  const missing = 'shop/inventory:no-such-version';
  await beSignedIn(page, people.shopDeveloper.name);
  await page.goto('/services');
  const inventory = row(page, 'inventory');
  await expect(inventory).toContainText(say.services.healthy);
  const before = await cluster.setImage('inventory', 'shop-dev', missing);
  try {
    await expect(inventory).toContainText(missing, { timeout: 60_000 });
    const services = page.getByRole('row').filter({
      has: page.getByRole('rowheader'),
    });
    await expect(services.first()).toContainText('inventory');
    await page.goto('/');
    const needs = page.getByRole('region', { name: say.services.needsYou });
    await expect(needs).toContainText(missing);
    await page.goto('/catalog/default/component/inventory');
    await expect(page.getByText(missing).first()).toBeVisible();
    await page.goto('/services');
    await expect(inventory).toContainText(missing);
  } finally {
    await cluster.setImage('inventory', 'shop-dev', before);
  }
  await expect(inventory).not.toContainText(missing, { timeout: 60_000 });
  await expect(inventory).toContainText(say.services.healthy);
});

test('keys find a service and open it @once', async ({ page }) => {
  await beSignedIn(page, people.shopDeveloper.name);
  await page.goto('/services');
  await expect(row(page, 'web')).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('inven');
  await expect(row(page, 'web')).toHaveCount(0);
  await expect(page).toHaveURL(/[?&]q=inven$/);
  await page.getByRole('searchbox').blur();
  await page.keyboard.press('j');
  await expect(row(page, 'inventory')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(
    /\/catalog\/default\/component\/inventory\/deployments$/,
  );
});

test('the Applications page has the services of an application by environments', async ({
  page,
  say,
}) => {
  await beSignedIn(page, people.shopDeveloper.name);
  await page.goto('/applications');
  const table = page.getByRole('table', {
    name: say.services.servicesOf('Tea shop'),
  });
  await expect(table.getByRole('columnheader')).toContainText(['dev', 'prod']);
  for (const service of shop) {
    await expect(
      table.getByRole('rowheader', { name: service, exact: true }),
    ).toBeVisible();
  }
  await expect(
    page.getByRole('heading', { name: 'Payments', exact: true }),
  ).toHaveCount(0);
});

test('the page of a service says what runs of it', async ({ page, say }) => {
  await beSignedIn(page, people.shopDeveloper.name);
  await page.goto('/catalog/default/component/orders');
  await expect(
    page.getByText(say.services.card, { exact: true }),
  ).toBeVisible();
  await expect(page.getByText(say.services.healthy).first()).toBeVisible();
});

test('services are cards on a narrow screen', async ({ page, say }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await beSignedIn(page, people.shopDeveloper.name);
  await page.goto('/services');
  const cards = page.getByRole('list', { name: say.services.title });
  await expect(cards.getByRole('link', { name: 'inventory' })).toBeVisible();
  await expect(page.getByRole('table')).toHaveCount(0);
});

test('a thousand services are there at once, as only those in sight are drawn @once', async ({
  page,
}) => {
  await beSignedIn(page, people.shopDeveloper.name);
  await tellServices(page, 1_000);
  await page.goto('/services');
  const table = page.getByRole('table');
  await expect(table).toHaveAttribute('aria-rowcount', '1001');
  await expect(row(page, 'service-0')).toBeVisible();
  expect(await drawnAtMost(page)).toBeLessThan(60);
  await page.getByRole('searchbox').fill('service-999');
  await expect(row(page, 'service-999')).toBeVisible();
  await expect(page.getByRole('rowheader')).toHaveCount(1);
});
