import { eventBlocks } from '../measure/event-blocks.ts';
import { serviceAt } from './scale.ts';

/** What a tab looks at. */
interface Looked {
  readonly id: string;
  readonly query: string;
  readonly input: object;
}

/** All services, as the Services page asks for them. */
export const allServices: Looked = {
  id: 'services',
  query: 'services.list',
  input: {},
};

/** The deployments of the n-th service of the load. */
export function deploymentsOf(service: number): Looked {
  const { name } = serviceAt(service);
  return {
    id: name,
    query: 'deployments.service',
    input: { entityRef: `component:default/${name}` },
  };
}

/** One tab of the portal that looks at one thing. */
export class Tab {
  readonly #controller = new AbortController();
  /** The latest that was told, as it came. */
  #told = '';
  #wake: () => void = () => undefined;

  /** Opens a tab's connection and waits for the whole of what it looks at. */
  static async open(
    portal: { readonly url: string; readonly token: string },
    looked: Looked,
  ): Promise<Tab> {
    const tab = new Tab();
    const response = await fetch(`${portal.url}/api/platform/live`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${portal.token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ views: [looked] }),
      signal: tab.#controller.signal,
    });
    if (!response.ok || !response.body) {
      throw new Error(`the live connection failed with ${response.status}`);
    }
    void tab.#read(response.body);
    await tab.isTold(/"kind":"value"/);
    return tab;
  }

  /** Resolves once something is told that fits, from now on or by the latest events. */
  async isTold(what: RegExp): Promise<void> {
    const signal = AbortSignal.timeout(30_000);
    while (!what.test(this.#told)) {
      signal.throwIfAborted();
      await new Promise<void>(resolve => {
        this.#wake = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  }

  /** What was told so far counts no longer. */
  forget(): void {
    this.#told = '';
  }

  close(): void {
    this.#controller.abort();
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    try {
      for await (const block of eventBlocks(body)) {
        if (tellsSomething(block)) {
          this.#told += block;
          this.#wake();
        }
      }
    } catch (error) {
      if (!this.#controller.signal.aborted) throw error;
    }
  }
}

/** Comments keep the connection alive; a failed view is no answer. */
function tellsSomething(block: string): boolean {
  if (block.includes('"kind":"failed"')) {
    throw new Error(`a view failed: ${block}`);
  }
  return /^data:.*"kind":"(value|patch)"/m.test(block);
}
