import type { Page } from '@playwright/test';
import { faultsOf, type Made } from '../accessibility.ts';
import { expect, test } from '../fixtures.ts';
import { people } from '../people.ts';
import { beSignedIn, personButton, signIn } from '../sign-in.ts';
import type { Words } from '../words.ts';

interface Sight {
  readonly what: string;
  readonly path: string;
  readonly made: Made;
  /** Something that is there once the page is. */
  readonly shows: (page: Page, say: Words) => ReturnType<Page['getByText']>;
}

const sights: readonly Sight[] = [
  {
    what: 'home',
    path: '/',
    made: 'ours',
    shows: page => page.getByRole('heading', { name: 'Tea shop' }),
  },
  {
    what: 'the Services page',
    path: '/services',
    made: 'ours',
    shows: page => page.getByRole('rowheader', { name: 'inventory' }),
  },
  {
    what: 'the Applications page',
    path: '/applications',
    made: 'ours',
    shows: page => page.getByRole('heading', { name: 'Tea shop' }),
  },
  {
    what: 'the Platform page',
    path: '/platform',
    made: 'ours',
    shows: (page, say) => page.getByRole('heading', { name: say.platform.up }),
  },
  {
    what: 'the catalog',
    path: '/catalog',
    made: 'stock',
    shows: page => page.getByRole('link', { name: 'inventory' }),
  },
  {
    what: "a service's page",
    path: '/catalog/default/component/web',
    made: 'stock',
    shows: page => page.getByText('The pages of the shop'),
  },
  {
    what: 'the Deployments tab',
    path: '/catalog/default/component/web/deployments',
    made: 'stock',
    shows: page => page.getByRole('article', { name: /Deployment\/web$/ }),
  },
  {
    what: 'the Pipelines tab',
    path: '/catalog/default/component/web/pipelines',
    made: 'stock',
    shows: page => page.getByText('jenkins.io/job-full-name'),
  },
  {
    what: 'the Logs tab',
    path: '/catalog/default/component/web/logs',
    made: 'stock',
    shows: page => page.getByRole('log').locator('time'),
  },
  {
    what: 'the Kubernetes tab',
    path: '/catalog/default/component/web/kubernetes',
    made: 'stock',
    shows: page => page.getByRole('button', { name: /^local\b/ }),
  },
];

// Whether colors can be told apart does not depend on the language.
for (const [colorScheme, where] of [
  ['light', ''],
  ['dark', ' @once'],
] as const) {
  test.describe(`in ${colorScheme} colors${where}`, () => {
    test.use({ colorScheme });

    for (const { what, path, made, shows } of sights) {
      test(`${what} can be used by everyone`, async ({ page, say }) => {
        await beSignedIn(page, people.shopDeveloper.name);
        await page.goto(path);
        await expect(shows(page, say).first()).toBeVisible();
        await expect(page.getByRole('progressbar')).toHaveCount(0);
        expect(await faultsOf(page, made)).toEqual([]);
      });
    }

    test('the sign-on page can be used by everyone', async ({ page }) => {
      await page.goto('/');
      await expect(personButton(page, people.lead.name)).toBeVisible();
      expect(await faultsOf(page, 'ours')).toEqual([]);
    });

    test('the page for a newcomer can be used by everyone', async ({
      page,
      say,
    }) => {
      await signIn(page, people.newcomer.name);
      await expect(page.getByText(say.noTeam.ask)).toBeVisible();
      expect(await faultsOf(page, 'ours')).toEqual([]);
    });
  });
}

test('the page after signing out can be used by everyone', async ({
  page,
  say,
}) => {
  await signIn(page, people.shopDeveloper.name);
  await page.getByRole('button', { name: say.signOut }).click();
  await expect(page.getByRole('button', { name: say.signIn })).toBeVisible();
  expect(await faultsOf(page, 'ours')).toEqual([]);
});
