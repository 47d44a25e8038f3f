import {
  isPatchable,
  type LiveEvent,
  type LiveView,
} from '@pilothouse/plugin-platform-common';
import { compare, type Operation } from 'fast-json-patch';
import type { OpenLive } from '../LiveStream';

interface Said {
  readonly value: object;
  readonly revision: string;
}

/** One connection to the twin. */
export class TwinConnection implements AsyncIterableIterator<LiveEvent> {
  readonly #told = new Map<string, Said>();
  readonly #waiting: LiveEvent[] = [];
  #wake: () => void = () => undefined;
  #end?: { because?: Error };

  constructor(readonly views: LiveView[], readonly signal: AbortSignal) {
    signal.addEventListener('abort', () => this.end());
  }

  /** Tells the views of that query, by what they were told before. */
  tell(query: string, { value, revision }: Said): void {
    for (const { id, ...view } of this.views.filter(v => v.query === query)) {
      const before = this.#told.get(id);
      this.#told.set(id, { value, revision });
      const operations = before && compare(before.value, value).filter(isSent);
      if (operations?.every(({ path }) => isPatchable(path))) {
        this.send({ kind: 'patch', view: id, revision, operations });
      } else if (!before && view.revision === revision) {
        this.send({ kind: 'unchanged', view: id });
      } else {
        this.send({ kind: 'value', view: id, revision, value });
      }
    }
  }

  send(event: LiveEvent): void {
    // Only what has travelled over a wire is like what a browser gets.
    this.#waiting.push(JSON.parse(JSON.stringify(event)));
    this.#wake();
  }

  /** Ends it, in good order or broken. */
  end(because?: Error): void {
    this.#end ??= { because };
    this.#wake();
  }

  async next(): Promise<IteratorResult<LiveEvent>> {
    for (;;) {
      const event = this.#waiting.shift();
      if (event) {
        return { done: false, value: event };
      }
      if (this.#end?.because) {
        throw this.#end.because;
      }
      if (this.#end) {
        return { done: true, value: undefined };
      }
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    }
  }

  [Symbol.asyncIterator]() {
    return this;
  }
}

/** A portal that shows what a test says, over connections that the test can break. */
export class TwinPortal {
  readonly connections: TwinConnection[] = [];
  readonly #said = new Map<string, Said>();
  /** What the next attempts to connect are refused with. */
  refusal?: Error;

  open: OpenLive = async (views, signal) => {
    const connection = new TwinConnection(views, signal);
    this.connections.push(connection);
    if (this.refusal) {
      throw this.refusal;
    }
    this.#said.forEach((said, query) => connection.tell(query, said));
    return connection;
  };

  /** Connections that the browser has not closed. */
  get alive(): TwinConnection[] {
    return this.connections.filter(({ signal }) => !signal.aborted);
  }

  get last(): TwinConnection {
    const last = this.connections.at(-1);
    if (!last) {
      throw new Error('Nobody has connected');
    }
    return last;
  }

  show(query: string, value: object): void {
    const said = { value, revision: JSON.stringify(value) };
    this.#said.set(query, said);
    this.alive.forEach(connection => connection.tell(query, said));
  }
}

type Sent = Extract<LiveEvent, { kind: 'patch' }>['operations'][number];

function isSent(operation: Operation): operation is Sent & Operation {
  return ['add', 'replace', 'remove'].includes(operation.op);
}
