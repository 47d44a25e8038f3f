import { expect, test } from '../fixtures.ts';
import { everyone, people, type Person } from '../people.ts';
import { personButton, portalToken, signIn } from '../sign-in.ts';

test('the sign-on page shows the people one can be, with their groups', async ({
  page,
  say,
  userCenter,
}) => {
  await page.goto('/');
  await expect(
    page.getByRole('heading', { level: 1, name: say.signOn.title }),
  ).toBeVisible();
  expect(new URL(page.url()).origin).toBe(userCenter.url);
  for (const { name, groups } of everyone) {
    await expect(personButton(page, name)).toContainText(
      say.signOn.groups(groups),
    );
  }
  await expect(page.getByRole('button', { name: /guest|访客/i })).toHaveCount(
    0,
  );
  await page.getByRole('link', { name: say.signOn.otherLanguage }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: say.signOn.otherTitle }),
  ).toBeVisible();
});

const insiders: readonly Person[] = [
  people.shopDeveloper,
  people.paymentsDeveloper,
  people.lead,
  people.platformEngineer,
];
for (const person of insiders) {
  test(`${person.name} sees the own name, teams and what they own`, async ({
    page,
    say,
  }) => {
    await signIn(page, person.name);
    await expect(page.locator('html')).toHaveAttribute(
      'lang',
      say.documentLanguage,
    );
    await expect(
      page.getByRole('heading', { name: say.greeting(person.name) }),
    ).toBeVisible();
    const teams = page.getByRole('navigation', { name: say.myTeams });
    await expect(teams.getByRole('link')).toHaveText(person.teams, {
      ignoreCase: false,
    });
    const mine = page.getByRole('region', { name: say.mine, exact: true });
    await expect(mine.getByRole('heading', { level: 3 })).toHaveText(
      person.applications,
    );
  });
}

test('signing out ends the session at the portal and at the user center', async ({
  page,
  say,
  userCenter,
}) => {
  await signIn(page, people.shopDeveloper.name);
  await page.goto('/catalog');
  await page.getByRole('button', { name: say.signOut }).click();
  await expect(
    page.getByRole('heading', { name: say.signedOut }),
  ).toBeVisible();

  await page.goBack();
  await expect(page.getByRole('button', { name: say.signIn })).toBeVisible();
  await page.goto('/catalog');
  await page.getByRole('button', { name: say.signIn }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: say.signOn.title }),
  ).toBeVisible();
  expect(new URL(page.url()).origin).toBe(userCenter.url);
});

test('nobody gets in without signing in @once', async ({ request }) => {
  for (const path of [
    '/api/catalog/entities',
    '/api/kubernetes/clusters',
    '/api/search/query?term=shop',
  ]) {
    expect((await request.get(path)).status(), path).toBe(401);
  }
  const guest = await request.post('/api/auth/guest/refresh', {
    headers: { 'X-Requested-With': 'XMLHttpRequest' },
  });
  expect(guest.status()).toBe(404);
});

test('a newcomer without a team sees whom to ask, and nothing else', async ({
  page,
  say,
}) => {
  const { name, userName } = people.newcomer;
  await signIn(page, name);
  await expect(
    page.getByRole('heading', { name: say.noTeam.title(name) }),
  ).toBeVisible();
  await expect(page.getByText(say.noTeam.ask)).toBeVisible();
  await expect(
    page.getByRole('link', { name: 'sofia.rossi@example.com' }),
  ).toHaveAttribute('href', 'mailto:sofia.rossi@example.com');
  await expect(page.getByText(userName)).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(0);

  await page.goto('/catalog/default/component/web');
  await expect(page.getByText(say.noTeam.ask)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'web' })).toHaveCount(0);
});

const closedToNewcomers = [
  ['/catalog/entities', 200, []],
  ['/catalog/entities/by-name/component/default/web', 404, undefined],
  ['/search/query?term=shop', 200, { results: [] }],
  ['/kubernetes/clusters', 403, undefined],
  ['/kubernetes/proxy/api/v1/pods', 403, undefined],
  ['/platform/health/parts', 403, undefined],
  ['/scaffolder/v2/tasks', 403, undefined],
] as const;

test('the API tells a newcomer without a team nothing @once', async ({
  page,
}) => {
  await signIn(page, people.newcomer.name);
  const authorization = `Bearer ${await portalToken(page)}`;
  for (const [path, status, body] of closedToNewcomers) {
    const answer = await page.request.get(`/api${path}`, {
      headers: { authorization },
    });
    expect(answer.status(), path).toBe(status);
    if (body) expect(await answer.json(), path).toEqual(body);
  }
});
