import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { people } from '../people.ts';
import { portalToken, signIn } from '../sign-in.ts';

const words = {
  en: {
    search: 'Search in these lines',
    only: 'Only matching lines',
    pause: 'Pause',
    resume: 'Go on',
    paused: 'Paused. It goes on behind the last line.',
    live: 'Live',
  },
  zh: {
    search: '在这些日志中搜索',
    only: '只看匹配的行',
    pause: '暂停',
    resume: '继续',
    paused: '已暂停，继续后从最后一行接着读。',
    live: '实时',
  },
} as const;

/** Opens the Logs tab of a service and waits for its first lines. */
async function openLogs(page: Page, service: string) {
  await page.goto(`/catalog/default/component/${service}/logs`);
  const log = page.getByRole('log');
  await expect(log.locator('time').first()).toBeVisible();
  return log;
}

test('the Logs tab tells what the pods of a service say, as they say it', async ({
  page,
  language,
}) => {
  const say = words[language];
  await signIn(page, people.shopDeveloper.name);
  const log = await openLogs(page, 'web');
  await expect(page.getByText(say.live, { exact: true }).last()).toBeVisible();
  const newest = () => log.locator('time').last().getAttribute('datetime');
  const before = (await newest()) ?? '';
  await expect.poll(newest).not.toBe(before);
});

test('search finds what is there and shows only that when asked', async ({
  page,
  language,
}) => {
  const say = words[language];
  await signIn(page, people.shopDeveloper.name);
  const log = await openLogs(page, 'web');
  await page.keyboard.press('/');
  await expect(page.getByLabel(say.search)).toBeFocused();
  await page.keyboard.type('POST /orders');
  await page.getByRole('button', { name: say.only }).click();
  await expect(log.locator('mark').first()).toHaveText('POST /orders');
  const rows = log.locator('time');
  await expect
    .poll(
      async () => (await log.locator('mark').count()) === (await rows.count()),
    )
    .toBe(true);
  await expect(page).toHaveURL(/q=POST/);
});

test('after a pause, a log goes on without losing or repeating a line', async ({
  page,
  language,
}) => {
  const say = words[language];
  await signIn(page, people.shopDeveloper.name);
  const log = await openLogs(page, 'web');
  const times = () =>
    log
      .locator('time')
      .evaluateAll(all => all.map(one => one.getAttribute('datetime') ?? ''));
  await page.getByRole('button', { name: say.pause }).click();
  await expect(page.getByText(say.paused)).toBeVisible();
  const paused = (await times()).at(-1) ?? '';
  await page.getByRole('button', { name: say.resume }).click();
  await expect.poll(async () => (await times()).at(-1)).not.toBe(paused);
  const all = await times();
  expect(new Set(all).size).toBe(all.length);
  expect(all).toContain(paused);
});

test('the logs of another team do not exist, in the words for what does not', async ({
  page,
}) => {
  await signIn(page, people.paymentsDeveloper.name);
  const authorization = `Bearer ${await portalToken(page)}`;
  const refusalOf = async (namespace: string, name: string) => {
    const target = { cluster: 'local', namespace, kind: 'Deployment', name };
    const answer = await page.request.post('/api/platform/logs/tail', {
      headers: { authorization },
      data: { target },
    });
    const { error } = await answer.json();
    const message = String(error.message)
      .replace(name, 'NAME')
      .replace(namespace, 'NAMESPACE');
    return [answer.status(), error.name, message];
  };
  const refused = await refusalOf('shop-prod', 'web');
  expect(refused[0]).toBe(404);
  expect(refused).toEqual(await refusalOf('no-such', 'thing'));
});
