import { expect, test } from '../fixtures.ts';
import { people } from '../people.ts';
import { signIn } from '../sign-in.ts';

test.beforeEach(({ page }) => signIn(page, people.shopDeveloper.name));

const kinds = {
  system: ['Payments', 'Tea shop'],
  component: [
    'web',
    'catalog',
    'orders',
    'inventory',
    'traffic',
    'payments',
    'ledger',
    'fraud-check',
  ],
  api: ['catalog-api', 'orders-api', 'inventory-api'],
  group: ['commerce', 'payments', 'platform-engineers', 'shop'],
  user: [
    'Anna Kowalska',
    'Lin Wei',
    'Mei Chen',
    'Noor Khan',
    'Omar Haddad',
    'Sofia Rossi',
    'Zhao Min',
  ],
} as const;

for (const [kind, names] of Object.entries(kinds)) {
  test(`the catalog lists each ${kind}`, async ({ page }) => {
    await page.goto(`/catalog?filters[kind]=${kind}&filters[user]=all`);
    for (const name of names) {
      await expect(
        page.getByRole('cell').getByRole('link', { name, exact: true }).first(),
      ).toBeVisible();
    }
  });
}

test("a service's page says what it is, whose, and how to get there", async ({
  page,
  cluster,
}) => {
  await page.goto('/catalog/default/component/web');
  const main = page.getByRole('main').last();
  await expect(main.getByRole('heading', { name: 'web' })).toBeVisible();
  await expect(main.getByText('The pages of the shop')).toBeVisible();
  await expect(
    main.getByRole('link', { name: 'shop', exact: true }).first(),
  ).toHaveAttribute('href', '/catalog/default/group/shop');
  await expect(
    main.getByRole('link', { name: 'catalog-api' }).first(),
  ).toBeVisible();
  await expect(
    main.getByRole('link', { name: 'The shop (prod)' }),
  ).toHaveAttribute('href', `http://shop.localhost:${cluster.ingressPort}`);
});

test("a team's page shows its members and what contains it", async ({
  page,
}) => {
  await page.goto('/catalog/default/group/shop');
  const main = page.getByRole('main').last();
  for (const member of ['Lin Wei', 'Mei Chen', 'Zhao Min']) {
    await expect(
      main.getByRole('link', { name: member }).first(),
    ).toBeVisible();
  }
  await expect(
    main.getByRole('link', { name: 'commerce' }).first(),
  ).toBeVisible();
});

test('the search finds a service and leads to it', async ({ page }) => {
  await expect(async () => {
    await page.goto('/search?query=inventory');
    await expect(
      page.getByRole('link', { name: 'inventory', exact: true }),
    ).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  await page.getByRole('link', { name: 'inventory', exact: true }).click();
  await expect(page).toHaveURL(/\/catalog\/default\/component\/inventory$/);
});
