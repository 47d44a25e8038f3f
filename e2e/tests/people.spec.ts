import { randomUUID } from 'node:crypto';
import { expect, test } from '../fixtures.ts';
import { people } from '../people.ts';
import { beSignedIn, personButton, refresh, signIn } from '../sign-in.ts';

// The portal asks the user center for its people every ten seconds.
const soon = { timeout: 60_000, intervals: [2_000] };

test('who joins a team at the user center joins it in the catalog, and leaves with it @once', async ({
  page,
  userCenter,
}) => {
  const userName = `visitor-${randomUUID().slice(0, 8)}`;
  const name = `Visitor ${userName.slice(-8)}`;
  const member = page.getByRole('main').last().getByRole('link', { name });
  const expectMembers = (count: number) =>
    expect(async () => {
      await page.goto('/catalog/default/group/shop');
      await expect(
        page.getByRole('main').last().getByRole('link', { name: 'Mei Chen' }),
      ).toBeVisible();
      await expect(member).toHaveCount(count, { timeout: 1_000 });
    }).toPass(soon);

  await beSignedIn(page, people.shopDeveloper.name);
  const id = await userCenter.addPerson(userName, name);
  try {
    await userCenter.addToGroup('shop', id);
    await expectMembers(1);
  } finally {
    await userCenter.removePerson(id);
  }
  await expectMembers(0);
});

test('the session ends when the person is deactivated at the user center @once', async ({
  page,
  say,
  userCenter,
}) => {
  const { name, userName } = people.paymentsDeveloper;
  await signIn(page, name);
  const home = page.url();
  expect((await refresh(page)).status()).toBe(200);
  await userCenter.setActive(userName, false);
  try {
    expect((await refresh(page)).status()).toBe(401);
    await page.reload();
    await expect(
      page.getByRole('heading', { level: 1, name: say.signOn.title }),
    ).toBeVisible();
    await expect(personButton(page, people.lead.name)).toBeVisible();
    await expect(personButton(page, name)).toHaveCount(0);
  } finally {
    await userCenter.setActive(userName, true);
  }
  await page.reload();
  await personButton(page, name).click();
  await page.waitForURL(home);
  // The catalog may have lost them meanwhile: then they are in no team until it asks again.
  await expect(async () => {
    await page.goto('/');
    await expect(
      page.getByRole('heading', { name: say.greeting(name) }),
    ).toBeVisible({ timeout: 5_000 });
  }).toPass(soon);
});
