import { eventBlocks } from '../measure/event-blocks.ts';
import { serviceAt } from './scale.ts';

/** One tab of the portal that looks at one service's deployments. */
export class Tab {
  readonly service: number;
  readonly #controller = new AbortController();
  /** The latest that was told, as it came. */
  #told = '';
  #wake: () => void = () => undefined;

  private constructor(service: number) {
    this.service = service;
  }

  /** Opens a tab's connection and waits for its first event. */
  static async open(
    portal: { readonly url: string; readonly token: string },
    service: number,
  ): Promise<Tab> {
    const tab = new Tab(service);
    const response = await fetch(`${portal.url}/api/platform/live`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${portal.token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ views: [viewOf(service)] }),
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

function viewOf(service: number) {
  const { name } = serviceAt(service);
  return {
    id: name,
    query: 'deployments.service',
    input: { entityRef: `component:default/${name}` },
  };
}
