import { setTimeout as sleep } from 'node:timers/promises';
import { createPlatform } from '@pilothouse/embedded/create-platform';
import { Cluster } from 'e2e/cluster.ts';
import type { SignedIn } from '../kubernetes/portal.ts';
import type { MeasuredPlatform } from '../measure/platform.ts';

const namespace = 'shop-dev';
const item = 'postgresql';
const LATEST_MS = 300_000;
const ASK_EVERY_MS = 100;

/** Orders of PostgreSQL in the browser, as a member of the team. */
export class Ordering {
  readonly #cluster: Cluster;
  readonly #portal: SignedIn;
  readonly #ordered: string[] = [];

  private constructor(cluster: Cluster, portal: SignedIn) {
    this.#cluster = cluster;
    this.#portal = portal;
  }

  static async of(
    { port, stateDir }: MeasuredPlatform,
    portal: SignedIn,
  ): Promise<Ordering> {
    const local = createPlatform({ port, stateDir });
    return new Ordering(await Cluster.of(local), portal);
  }

  /** Seconds from the press of the button to the first answer by SQL. */
  async untilSql(name: string): Promise<number> {
    const { page } = this.#portal;
    await page.goto(`/marketplace/items/${item}/order`);
    await page.getByRole('textbox', { name: /^Name/ }).fill(name);
    await page.getByLabel(/^For which environment/).click();
    await page
      .getByRole('option', { name: new RegExp(`local/${namespace}$`) })
      .click();
    const button = page.getByRole('button', {
      name: `Order ${name}`,
      exact: true,
    });
    await page.getByText(`Creates Cluster ${namespace}/${name}`).waitFor();
    const began = performance.now();
    await button.click();
    this.#ordered.push(name);
    await this.#answers(name);
    return (performance.now() - began) / 1000;
  }

  /** Looks at the page of everything that was ordered, as one does who wants to use it. */
  async look(): Promise<void> {
    const { page } = this.#portal;
    await page.goto('/marketplace');
    for (const name of this.#ordered) {
      await page.goto(
        `/marketplace/instances/${item}/local/${namespace}/${name}`,
      );
      await page.getByText(`${name}-app`, { exact: true }).first().waitFor();
      await page.goto(
        `/marketplace/instances/${item}/local/${namespace}/${name}/change`,
      );
      await page.getByRole('textbox', { name: /^Storage of each/ }).waitFor();
    }
  }

  async #answers(name: string): Promise<void> {
    const latest = performance.now() + LATEST_MS;
    for (;;) {
      try {
        await this.#cluster.sql(`${name}-app`, namespace, 'SELECT 1');
        return;
      } catch (error) {
        if (performance.now() > latest) throw error;
        await sleep(ASK_EVERY_MS);
      }
    }
  }
}
