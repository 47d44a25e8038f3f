import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { people } from '../people.ts';
import { beSignedIn } from '../sign-in.ts';

const words = {
  en: {
    pods: 'Pods',
    revisions: 'Revisions',
    current: 'Current',
    complete: 'Complete',
    replicas: 'Replicas',
    change: (name: string) => `Change of ${name}`,
    scale: 'Scale…',
    scaleTo: (name: string, replicas: number) => `Scale ${name} to ${replicas}`,
    restart: 'Restart…',
    restartNow: (name: string) => `Restart ${name}`,
    deletePod: (pod: string) => `Delete pod ${pod}…`,
    deleteNow: (pod: string) => `Delete pod ${pod}`,
    rollBack: /^Roll back to .+…$/,
    rollBackNow: /^Roll back to /,
    rolledBack: (name: string) => new RegExp(`^${name} → .*: rolled back to `),
  },
  zh: {
    pods: 'Pod',
    revisions: '修订版本',
    current: '当前',
    complete: '已完成',
    replicas: '副本数',
    change: (name: string) => `${name} 的变更`,
    scale: '扩缩容…',
    scaleTo: (name: string, replicas: number) =>
      `将 ${name} 调整为 ${replicas} 个副本`,
    restart: '重启…',
    restartNow: (name: string) => `重启 ${name}`,
    deletePod: (pod: string) => `删除 Pod ${pod}…`,
    deleteNow: (pod: string) => `删除 Pod ${pod}`,
    rollBack: /^回滚到 .+…$/,
    rollBackNow: /^回滚到 /,
    rolledBack: (name: string) => new RegExp(`^${name} → .*：已回滚到 `),
  },
} as const;

const service = 'orders';
const namespace = 'shop-dev';
/** Starting and stopping processes takes a busy machine a while. */
const patient = { timeout: 120_000 };

/** The Deployments tab of the service, as one uses it. */
class Tab {
  readonly #page: Page;
  readonly #say: (typeof words)['en' | 'zh'];

  constructor(page: Page, language: 'en' | 'zh') {
    this.#page = page;
    this.#say = words[language];
  }

  async open() {
    const at = `local/${namespace}/Deployment/${service}`;
    await this.#page.goto(
      `/catalog/default/component/${service}/deployments?${new URLSearchParams({
        at,
      })}`,
    );
    await expect(this.pods()).toHaveCount(1);
  }

  /** Rows of the pods. */
  pods() {
    return this.#page
      .getByRole('table', { name: this.#say.pods, exact: true })
      .locator('tbody')
      .getByRole('row');
  }

  /**
   * Moves focus and pointer out of the tables, which hold their rows as long as one is there.
   * The pointer goes to the title of the page, as a table may move under what is nearer.
   */
  async #lookAway() {
    await this.#page.getByRole('button', { name: this.#say.scale }).focus();
    await this.#page
      .getByRole('heading', { name: service, level: 2, exact: true })
      .hover();
  }

  /** Waits until the pods are these many, all are ready, and nothing more goes on. */
  async settles(pods: number) {
    await this.#lookAway();
    await expect(this.pods()).toHaveCount(pods, patient);
    await expect(
      this.pods().filter({ has: this.#page.getByText('1/1') }),
    ).toHaveCount(pods, patient);
    await expect(
      this.#page.getByText(this.#say.complete, { exact: true }),
    ).toBeVisible(patient);
  }

  async podNames() {
    return this.pods().getByRole('rowheader').allTextContents();
  }

  /** Rows of the revisions. */
  revisions() {
    return this.#page
      .getByRole('table', { name: this.#say.revisions })
      .locator('tbody')
      .getByRole('row');
  }

  /** The row of the revision that is current. */
  current() {
    return this.revisions().filter({
      has: this.#page.getByText(this.#say.current, { exact: true }),
    });
  }

  /** Number of the revision that is current. */
  async currentNumber() {
    const head = await this.current().getByRole('rowheader').textContent();
    return Number(/(\d+)\D*$/.exec(head ?? '')?.[1]);
  }

  /** Scales, and holds that the difference is shown before anything is done. */
  async scale(replicas: number) {
    const say = this.#say;
    await this.#page.getByRole('button', { name: say.scale }).click();
    const dialog = this.#page.getByRole('dialog');
    await dialog
      .getByRole('spinbutton', { name: say.replicas })
      .fill(`${replicas}`);
    const difference = dialog.getByRole('region', {
      name: say.change(service),
    });
    await expect(difference.locator('ins')).toHaveText([
      new RegExp(`replicas: ${replicas}$`),
    ]);
    await expect(this.pods()).not.toHaveCount(replicas);
    await this.#confirm(say.scaleTo(service, replicas));
  }

  async restart() {
    await this.#page.getByRole('button', { name: this.#say.restart }).click();
    await expect(
      this.#page
        .getByRole('dialog')
        .locator('ins')
        .filter({ hasText: 'restartedAt' }),
    ).toBeVisible();
    await this.#confirm(this.#say.restartNow(service));
  }

  /** Deletes a pod, and waits until it is gone and another one is in its place. */
  async deletePod(pod: string, pods: number) {
    const name = this.#say.deletePod(pod);
    await this.#page.getByRole('button', { name }).click();
    await this.#confirm(this.#say.deleteNow(pod));
    await this.#lookAway();
    await expect(this.pods().filter({ hasText: pod })).toHaveCount(0, patient);
    await this.settles(pods);
  }

  /** Goes back to the only revision before the current one of that number. */
  async rollBackFrom(number: number) {
    const before = this.revisions().filter({
      has: this.#page.getByText(new RegExp(`\\D${number - 1}$`)),
    });
    await before.getByRole('button', { name: this.#say.rollBack }).click();
    await this.#confirm(this.#say.rollBackNow);
  }

  /** Applies what the dialog shows, past those who set the same fields before. */
  async #confirm(verb: string | RegExp) {
    const dialog = this.#page.getByRole('dialog');
    const button = dialog.getByRole('button', { name: verb });
    const takeOver = dialog.getByRole('checkbox');
    await expect
      .poll(
        async () => (await button.isEnabled()) || (await takeOver.isVisible()),
      )
      .toBe(true);
    if (await takeOver.isVisible()) {
      await takeOver.check();
    }
    await button.click();
    await expect(dialog).toHaveCount(0);
  }
}

test('a developer scales, restarts, replaces a pod and rolls back, and watches it happen', async ({
  page,
  language,
  cluster,
}) => {
  test.setTimeout(600_000);
  const putBack = await cluster.keep(service, namespace);
  try {
    await beSignedIn(page, people.shopDeveloper.name);
    const tab = new Tab(page, language);
    await tab.open();
    await tab.settles(1);

    await tab.scale(2);
    await tab.settles(2);

    const first = await tab.currentNumber();
    await tab.restart();
    await expect.poll(() => tab.currentNumber(), patient).toBe(first + 1);
    await tab.settles(2);

    const [pod = '', other = ''] = await tab.podNames();
    await tab.deletePod(pod, 2);
    expect(await tab.podNames()).toContain(other);

    await tab.rollBackFrom(first + 1);
    await expect.poll(() => tab.currentNumber(), patient).toBe(first + 2);
    await tab.settles(2);
    const shown = await tab.podNames();
    const pods = await cluster.pods(service, namespace);
    expect(shown.sort()).toEqual(pods.map(({ name }) => name).sort());

    await page.goto('/');
    const name = words[language].rolledBack(service);
    await expect(page.getByRole('link', { name })).toBeVisible();
  } finally {
    await putBack();
  }
});
