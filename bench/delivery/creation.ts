import { setTimeout as sleep } from 'node:timers/promises';
import { askService } from 'e2e/created-service.ts';
import { z } from 'zod';
import type { SignedIn } from '../kubernetes/portal.ts';

const TEMPLATE = 'template:default/node-service';
const POLL_MS = 250;

const taskSchema = z.object({ id: z.string() });
const stateSchema = z.object({
  status: z.enum(['open', 'processing', 'completed', 'failed', 'cancelled']),
});

/** A service of the shop that is created by the template, as the form does it. */
export class Creation {
  readonly name: string;
  readonly #portal: SignedIn;
  readonly #task: string;
  /** When Create was pressed. */
  readonly #pressed: number;

  private constructor(
    portal: SignedIn,
    name: string,
    task: string,
    pressed: number,
  ) {
    this.name = name;
    this.#portal = portal;
    this.#task = task;
    this.#pressed = pressed;
  }

  /** Sends what the form's last button sends. */
  static async press(portal: SignedIn, name: string): Promise<Creation> {
    const pressed = performance.now();
    const token = await portal.token();
    const response = await fetch(`${portal.url}/api/scaffolder/v2/tasks`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        templateRef: TEMPLATE,
        values: {
          name,
          description: 'Is measured',
          owner: 'group:default/shop',
          application: 'system:default/tea-shop',
          environments: ['dev'],
        },
      }),
    });
    if (!response.ok) {
      throw new Error(`${name} was refused: ${await response.text()}`);
    }
    const { id } = taskSchema.parse(await response.json());
    return new Creation(portal, name, id, pressed);
  }

  /** Path of the task among those of the scaffolder. */
  get path(): string {
    return `/api/scaffolder/v2/tasks/${this.#task}`;
  }

  /**
   * Seconds from the press to the first 200 of the service.
   *
   * @param address - of the service; asked from the beginning, as a person who reloads does
   * @throws Error when the creation ends otherwise, or takes longer than the limit
   */
  async untilAnswered(address: string, limitMs: number): Promise<number> {
    const end = this.#pressed + limitMs;
    let asked = 0;
    while (performance.now() < end) {
      const answer = await askService(address).catch(() => undefined);
      if (answer?.status === 200) {
        return (performance.now() - this.#pressed) / 1000;
      }
      asked += 1;
      // The address says nothing of a creation that has failed.
      if (asked % 10 === 0) await this.#mustGoOn();
      await sleep(POLL_MS);
    }
    throw new Error(`${this.name} did not answer within ${limitMs / 1000} s`);
  }

  /**
   * Resolves with how the creation ended. That a question is lost, as when the portal closes
   * a connection that was at rest, says nothing of the creation.
   *
   * @throws Error when it has not ended by then, with why the last question was lost
   */
  async ended(limitMs: number): Promise<'completed' | 'failed' | 'cancelled'> {
    const end = this.#pressed + limitMs;
    let lost: unknown;
    while (performance.now() < end) {
      try {
        const { status } = await this.#state();
        lost = undefined;
        if (status !== 'open' && status !== 'processing') return status;
      } catch (error) {
        lost = error;
      }
      await sleep(POLL_MS * 8);
    }
    const seconds = limitMs / 1000;
    throw new Error(`${this.name} was not created in ${seconds} s`, {
      cause: lost,
    });
  }

  async #mustGoOn(): Promise<void> {
    const { status } = await this.#state();
    if (status === 'failed' || status === 'cancelled') {
      throw new Error(`The creation of ${this.name} ended as ${status}`);
    }
  }

  async #state() {
    const token = await this.#portal.token();
    return stateSchema.parse(await this.#portal.get(this.path, token));
  }
}
