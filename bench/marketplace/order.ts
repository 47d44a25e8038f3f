import { setTimeout as sleep } from 'node:timers/promises';
import { createPlatform } from '@pilothouse/embedded/create-platform';
import { Cluster } from 'e2e/cluster.ts';
import type { SignedIn } from '../kubernetes/portal.ts';
import type { MeasuredPlatform } from '../measure/platform.ts';
import type { InstanceRef } from './answers.ts';

const namespace = 'shop-dev';
const clusterName = 'local';
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
      .getByRole('option', { name: new RegExp(`${clusterName}/${namespace}$`) })
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

  /** What was ordered. */
  refs(): InstanceRef[] {
    return this.#ordered.map(name => ({
      ...{ item, cluster: clusterName, namespace, name },
    }));
  }

  /**
   * Looks at the page of everything that was ordered, as one does who wants to use it.
   *
   * @returns what the pages have, and what the browser keeps for them
   */
  async look(): Promise<string[]> {
    const { page } = this.#portal;
    const seen: string[] = [];
    await page.goto('/marketplace');
    for (const name of this.#ordered) {
      await page.goto(
        `/marketplace/instances/${item}/${clusterName}/${namespace}/${name}`,
      );
      await page.getByText(`${name}-app`, { exact: true }).first().waitFor();
      seen.push(await page.content());
      await page.goto(
        `/marketplace/instances/${item}/${clusterName}/${namespace}/${name}/change`,
      );
      await page.getByRole('textbox', { name: /^Storage of each/ }).waitFor();
      seen.push(await page.content());
    }
    const kept = await page.context().storageState({ indexedDB: true });
    const ofTab = await page.evaluate(() => JSON.stringify(sessionStorage));
    return [...seen, JSON.stringify(kept), ofTab];
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
