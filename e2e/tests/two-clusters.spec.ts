import type { BrowserContext, Page } from '@playwright/test';
import { expect, test as base } from '../fixtures.ts';
import { people } from '../people.ts';
import { refresh, signIn } from '../sign-in.ts';
import { TwoClusters, type Side } from '../two-clusters.ts';

const words = {
  en: {
    locale: 'en-US',
    notes: 'Clusters that are not fully known',
    silent:
      /Cluster west has not answered for .+\. What runs there is shown as it was then\..*connection refused/,
    asOf: /as of .+ ago/,
  },
  zh: {
    locale: 'zh-CN',
    notes: '信息不完整的集群',
    silent:
      /集群 west 已 .+没有响应。这里显示的是当时的运行情况。.*connection refused/,
    asOf: /前的状态/,
  },
} as const;

const engineers = 'group:default/platform-engineers';

/** Stopping and starting takes a busy machine a while. */
const patient = { timeout: 120_000 };

/** The Services page, as one reader has it before them all the time. */
class Reader {
  readonly #page: Page;
  readonly #say: (typeof words)['en' | 'zh'];

  private constructor(page: Page, say: (typeof words)['en' | 'zh']) {
    this.#page = page;
    this.#say = say;
  }

  static async open(page: Page, language: 'en' | 'zh') {
    await signIn(page, people.platformEngineer.name);
    // The portal is so new that it may be told of teams only now.
    await expect
      .poll(async () => (await refresh(page)).text(), patient)
      .toContain(engineers);
    await page.goto('/services?q=ferry');
    return new Reader(page, words[language]);
  }

  /** Waits until the row shows that version, as it is now. */
  async seesLive(side: Side, version: string) {
    await expect(this.#row(side)).toContainText(version, patient);
    await expect(this.#stale(side)).toHaveCount(0, patient);
    await expect(this.#row(side)).not.toContainText(this.#say.asOf);
  }

  /** Waits until the row shows that version as of a moment that has passed. */
  async seesStale(side: Side, version: string) {
    await expect(this.#stale(side)).toHaveCount(1, patient);
    await expect(this.#row(side)).toContainText(this.#say.asOf);
    await expect(this.#row(side)).toContainText(version);
  }

  /** Waits until the page says since when nothing is heard of the cluster, and why. */
  async isToldWhy(): Promise<number> {
    const note = this.#notes().getByRole('listitem');
    await expect(note).toHaveCount(1, patient);
    await expect(note).toContainText(this.#say.silent, patient);
    const since = await note.locator('time').first().getAttribute('datetime');
    return Date.parse(since ?? '');
  }

  async isToldNothing() {
    await expect(this.#notes()).toHaveCount(0, patient);
  }

  #notes() {
    return this.#page.getByRole('list', { name: this.#say.notes });
  }

  #stale(side: Side) {
    return this.#row(side).locator('[data-stale]');
  }

  #row(side: Side) {
    return this.#page.getByRole('row').filter({
      has: this.#page
        .getByRole('rowheader')
        .getByText(`ferry-${side}`, { exact: true }),
    });
  }
}

interface Fixtures {
  clusters: TwoClusters;
  /** Opens a window of its own for a reader. */
  open: (language: 'en' | 'zh') => Promise<Reader>;
}

const test = base.extend<Fixtures>({
  clusters: [
    async ({ platform }, use) => {
      const clusters = await TwoClusters.start(platform);
      await use(clusters);
      await clusters.stop();
    },
    { timeout: 600_000 },
  ],
  open: async ({ browser, clusters }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async language => {
      const { locale } = words[language];
      const context = await browser.newContext({
        baseURL: clusters.url,
        locale,
      });
      contexts.push(context);
      return Reader.open(await context.newPage(), language);
    });
    await Promise.all(contexts.map(context => context.close()));
  },
});

test('a cluster that stops turns its own rows stale, with time and reason, and is right again by itself once it is started', async ({
  clusters,
  open,
}) => {
  test.setTimeout(600_000);
  const openedAt = Date.now();
  const readers = [await open('en'), await open('zh')];
  for (const reader of readers) {
    await reader.seesLive('east', '1.0.0');
    await reader.seesLive('west', '1.0.0');
    await reader.isToldNothing();
  }

  await clusters.stopWest();
  await clusters.setVersion('east', '1.1.0');
  for (const reader of readers) {
    const since = await reader.isToldWhy();
    expect(since).toBeGreaterThanOrEqual(openedAt);
    expect(since).toBeLessThanOrEqual(Date.now());
    await reader.seesStale('west', '1.0.0');
    await reader.seesLive('east', '1.1.0');
  }

  await clusters.startWest();
  const readyAt = Date.now();
  for (const reader of readers) {
    await reader.seesLive('west', '1.0.0');
    await reader.isToldNothing();
  }
  const ms = Date.now() - readyAt;
  process.stdout.write(`right again ${ms} ms after the cluster was ready\n`);

  await clusters.setVersion('west', '1.2.0');
  for (const reader of readers) {
    await reader.seesLive('west', '1.2.0');
    await reader.seesLive('east', '1.1.0');
  }
});
