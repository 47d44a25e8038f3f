import { expect, test } from '../fixtures.ts';
import { people } from '../people.ts';
import { beSignedIn } from '../sign-in.ts';

const names = {
  en: ['Deployments', 'Pipelines', 'Logs', 'Middleware'],
  zh: ['部署', '流水线', '日志', '中间件'],
} as const;

test('the tabs of a service follow its life', async ({ page, language }) => {
  const expected: readonly string[] = names[language];
  await beSignedIn(page, people.shopDeveloper.name);
  await page.goto('/catalog/default/component/web');
  const links = page
    .getByRole('main')
    .getByRole('navigation')
    .getByRole('link');
  await expect(links.filter({ hasText: expected.at(-1) })).toBeVisible();
  const told = await links.allTextContents();
  expect(told.filter(name => expected.includes(name))).toEqual(expected);
});

test('the titles of tabs stay in one line on a narrow screen', async ({
  page,
}) => {
  await beSignedIn(page, people.shopDeveloper.name);
  // So narrow that even the few tabs of this service do not fit beside each other.
  await page.setViewportSize({ width: 220, height: 844 });
  await page.goto('/catalog/default/component/web');
  const links = page
    .getByRole('main')
    .getByRole('navigation')
    .getByRole('link');
  await expect(links.first()).toBeVisible();
  await expect.poll(() => links.count()).toBeGreaterThan(3);
  const lines = await links.evaluateAll(all =>
    all.map(link => {
      const text = document.createRange();
      text.selectNodeContents(link);
      const tops = Array.from(text.getClientRects(), ({ top }) =>
        Math.round(top),
      );
      // Boxes of one line differ by less than half of its height.
      return Math.max(...tops) - Math.min(...tops) < 8 ? 1 : 2;
    }),
  );
  expect(new Set(lines)).toEqual(new Set([1]));
});
