import { expect, test } from '../fixtures.ts';
import { people } from '../people.ts';
import { beSignedIn } from '../sign-in.ts';

const apis = ['catalog-api', 'orders-api', 'inventory-api'];
const groups = ['commerce', 'payments', 'platform-engineers', 'shop'];
const users = [
  'Anna Kowalska',
  'Lin Wei',
  'Mei Chen',
  'Noor Khan',
  'Omar Haddad',
  'Sofia Rossi',
  'Zhao Min',
];
const ofShop = {
  system: ['Tea shop'],
  component: ['web', 'catalog', 'orders', 'inventory', 'traffic'],
  resource: ['shop-dev', 'shop-prod'],
};
const ofPayments = {
  system: ['Payments'],
  component: ['payments', 'ledger', 'fraud-check'],
  resource: ['payments-dev', 'payments-prod'],
};
/** What is for everyone, beside what is common to all by its kind. */
const ofAll = { system: ['Pilothouse'], component: ['Portal'], resource: [] };

/** What each person finds in the catalog of a kind, and what does not exist for them. */
const catalogs = [
  {
    person: people.lead,
    shows: {
      system: [...ofAll.system, ...ofShop.system, ...ofPayments.system],
      component: [
        ...ofAll.component,
        ...ofShop.component,
        ...ofPayments.component,
      ],
      resource: [...ofShop.resource, ...ofPayments.resource],
      api: apis,
      group: groups,
      user: users,
    },
  },
  {
    person: people.paymentsDeveloper,
    shows: {
      system: [...ofAll.system, ...ofPayments.system],
      component: [...ofAll.component, ...ofPayments.component],
      resource: ofPayments.resource,
      group: groups,
    },
  },
];

for (const { person, shows } of catalogs) {
  for (const [kind, names] of Object.entries(shows)) {
    test(`the catalog lists for ${person.name} each ${kind} that they may see, and no other @once`, async ({
      page,
    }) => {
      await beSignedIn(page, person.name);
      await page.goto(`/catalog?filters[kind]=${kind}&filters[user]=all`);
      for (const name of names) {
        await expect(
          page
            .getByRole('cell')
            .getByRole('link', { name, exact: true })
            .first(),
        ).toBeVisible();
      }
      const rows = page.getByRole('row').filter({
        has: page.locator(`a[href^="/catalog/default/${kind}/"]`),
      });
      await expect(rows).toHaveCount(names.length);
    });
  }
}

test.describe('as a developer of the shop', () => {
  test.beforeEach(({ page }) => beSignedIn(page, people.shopDeveloper.name));

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

  test('the search finds a service and leads to it @once', async ({ page }) => {
    await expect(async () => {
      await page.goto('/search?query=inventory');
      await expect(
        page.getByRole('link', { name: 'inventory', exact: true }),
      ).toBeVisible({ timeout: 5_000 });
    }).toPass({ timeout: 60_000 });
    await page.getByRole('link', { name: 'inventory', exact: true }).click();
    await expect(page).toHaveURL(/\/catalog\/default\/component\/inventory$/);
  });
});
