import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { people } from '../people.ts';
import { beSignedIn, portalToken } from '../sign-in.ts';

const words = {
  en: {
    search: 'Search in these lines',
    only: 'Only matches',
    found: /^[\d,]+ lines? match(es)?$/,
    pause: 'Pause',
    resume: 'Go on',
    paused: 'Paused. It goes on behind the last line.',
    live: 'Live',
    download: 'Download what is shown',
    environment: /^Environment dev/,
    nothingYet: /^Nothing said yet/,
  },
  zh: {
    search: '在这些日志中搜索',
    only: '仅匹配行',
    found: /^[\d,]+ 行匹配$/,
    pause: '暂停',
    resume: '继续',
    paused: '已暂停，继续后从最后一行接着读。',
    live: '实时',
    download: '下载当前显示的内容',
    environment: /^环境 dev/,
    nothingYet: /^还没有输出/,
  },
} as const;

/** Where the service runs whose log is read. */
const runsIn = 'shop-dev';

/** Opens the Logs tab of a service there, however it is elsewhere, and waits for its first lines. */
async function openLogs(page: Page, say: (typeof words)['en' | 'zh']) {
  const at = `local/${runsIn}/Deployment/web`;
  await page.goto(
    `/catalog/default/component/web/logs?${new URLSearchParams({ at })}`,
  );
  await expect(
    page.getByRole('button', { name: say.environment }),
  ).toBeVisible();
  const log = page.getByRole('log');
  await expect(log.locator('time').first()).toBeVisible();
  return log;
}

test('a workload that has said nothing yet is told as such, where one looks', async ({
  page,
  language,
}) => {
  await beSignedIn(page, people.paymentsDeveloper.name);
  await page.goto('/catalog/default/component/payments/logs');
  const why = page.getByText(words[language].nothingYet);
  // Fails where something lies over it.
  await why.click({ trial: true });
});

test('the Logs tab tells what the pods of a service say, as they say it', async ({
  page,
  language,
  cluster,
}) => {
  const say = words[language];
  await beSignedIn(page, people.shopDeveloper.name);
  const log = await openLogs(page, say);
  await expect(
    page.getByRole('status').getByText(say.live, { exact: true }),
  ).toBeVisible();
  const last = log.locator('time').last();
  const newest = async () => (await last.getAttribute('datetime')) ?? '';
  const before = await newest();
  expect(before).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  await expect.poll(async () => (await newest()) > before).toBe(true);
  const shown = await newest();
  const said = await cluster.said('web', runsIn, before);
  const line = said.find(({ at }) => at === shown);
  const { message } = JSON.parse(line?.text ?? '{}');
  expect(message).toMatch(/^(GET|POST) /);
  await expect(
    log.locator(`time[datetime="${shown}"]`).locator('..'),
  ).toContainText(message);
});

test('search finds what is there and shows only that when asked', async ({
  page,
  language,
}) => {
  const say = words[language];
  await beSignedIn(page, people.shopDeveloper.name);
  const log = await openLogs(page, say);
  const sought = 'POST /orders';
  /** How many lines are drawn, with and without what is sought. */
  const drawn = async () => {
    const texts = await log.locator('time').locator('..').allTextContents();
    const found = texts.filter(text => text.includes(sought));
    return { found: found.length, others: texts.length - found.length };
  };
  await page.keyboard.press('/');
  await expect(page.getByLabel(say.search)).toBeFocused();
  await page.keyboard.type(sought);
  await expect(page.getByRole('status').getByText(say.found)).toBeVisible();
  await expect(log.locator('mark').first()).toHaveText(sought);
  expect((await drawn()).others).toBeGreaterThan(0);
  await page.getByRole('button', { name: say.only }).click();
  await expect.poll(async () => (await drawn()).others).toBe(0);
  expect((await drawn()).found).toBeGreaterThan(1);
  await expect(log.locator('mark').first()).toHaveText(sought);
  await expect(page).toHaveURL(/q=POST.*only=true/);
});

test('the last lines stay in sight however the window is resized @once', async ({
  page,
  language,
}) => {
  const say = words[language];
  await beSignedIn(page, people.shopDeveloper.name);
  const log = await openLogs(page, say);
  const last = log.locator('time').last();
  for (const [width, height] of [
    [390, 844],
    [1440, 900],
    [390, 844],
    [700, 400],
    [1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height });
    await log.scrollIntoViewIfNeeded();
    await expect(last).toBeInViewport();
  }
});

/** Times of lines by the pod that said them, in the order in which they are told. */
type Times = ReadonlyMap<string, readonly string[]>;

function timesByPod(lines: readonly { pod: string; at: string }[]): Times {
  const times = new Map<string, string[]>();
  for (const { pod, at } of lines) {
    times.set(pod, [...(times.get(pod) ?? []), at]);
  }
  return times;
}

/** Times of all lines that the page holds, in its order. */
async function heldTimes(page: Page, button: string): Promise<Times> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  return timesByPod(
    text
      .split('\n')
      .map(line => /^(\S+Z) (\S+) /.exec(line))
      .flatMap(match => (match ? [{ at: match[1]!, pod: match[2]! }] : [])),
  );
}

/** Of each pod that is held, what it said from the last line that is held of it on. */
function since(held: Times, said: Times): Times {
  return new Map(
    [...held].map(([pod, times]) => [
      pod,
      (said.get(pod) ?? []).filter(at => at >= (times.at(-1) ?? '')),
    ]),
  );
}

test('after a pause, a log goes on without losing or repeating a line @once', async ({
  page,
  language,
  cluster,
}) => {
  const say = words[language];
  await beSignedIn(page, people.shopDeveloper.name);
  await openLogs(page, say);
  await page.getByRole('button', { name: say.pause }).click();
  await expect(page.getByText(say.paused)).toBeVisible();
  const before = await heldTimes(page, say.download);
  // Each pod by itself: kubectl does not read them at one moment, nor does the page.
  const said = async () =>
    since(before, timesByPod(await cluster.said('web', runsIn)));
  await expect
    .poll(async () => [...(await said()).values()].flat().length)
    .toBeGreaterThan(before.size + 3);
  expect(await heldTimes(page, say.download)).toEqual(before);
  await page.getByRole('button', { name: say.resume }).click();
  const missed = await said();
  /** What the page holds of that which was missed. */
  const caughtUp = async () => {
    const held = await heldTimes(page, say.download);
    return new Map(
      [...missed].map(([pod, times]) => [
        pod,
        (held.get(pod) ?? []).filter(
          at => at >= (times[0] ?? '') && at <= (times.at(-1) ?? ''),
        ),
      ]),
    );
  };
  await expect
    .poll(async () => [...(await caughtUp())].map(([, at]) => at.at(-1)))
    .toEqual([...missed].map(([, at]) => at.at(-1)));
  expect(await caughtUp()).toEqual(missed);
  for (const times of (await heldTimes(page, say.download)).values()) {
    expect(new Set(times).size).toBe(times.length);
  }
});

test('the logs of another team do not exist, in the words for what does not', async ({
  page,
}) => {
  await beSignedIn(page, people.paymentsDeveloper.name);
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
