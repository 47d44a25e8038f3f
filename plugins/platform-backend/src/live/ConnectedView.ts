import type { LiveEvent } from '@pilothouse/plugin-platform-common';
import type { LiveHub, Look } from './LiveHub';
import type { Outlook } from './Outlook';
import { eventOf, type Told } from './told';
import type { ToldError } from './Topic';

/** One view of one connection: what the browser was told of it, and what is new. */
export interface ConnectedView {
  /** What the browser has not been told yet, as of now; it counts as told from then on. */
  take(): LiveEvent | undefined;
  leave(): void;
}

/** A view that the person may look at. */
export class FollowedView<I, O> implements ConnectedView {
  #told: Told;
  #look: Look;
  readonly #unsubscribe: () => void;

  constructor(
    private readonly options: {
      hub: LiveHub;
      id: string;
      query: string;
      input: I;
      outlook: Outlook<I, O>;
      revision?: string;
      changed: () => void;
    },
  ) {
    this.#told = { kind: 'nothing', revision: options.revision };
    this.#look = this.#lookAgain();
    this.#unsubscribe = options.outlook.subscribe(() => {
      const before = this.#look;
      this.#look = this.#lookAgain();
      before.leave();
      options.changed();
    });
  }

  take(): LiveEvent | undefined {
    const state = this.#look.state();
    if (!state) {
      return undefined;
    }
    const event = eventOf(this.options.id, this.#told, state);
    this.#told = state;
    return event;
  }

  leave(): void {
    this.#unsubscribe();
    this.#look.leave();
  }

  #lookAgain(): Look {
    const { hub, query, input, outlook, changed } = this.options;
    const perspective = outlook.perspective();
    return hub.look({ query, input, perspective }, changed);
  }
}

/** A view that the person asked for in vain. */
export class RefusedView implements ConnectedView {
  #event?: LiveEvent;

  constructor(view: string, error: ToldError) {
    this.#event = { kind: 'failed', view, error };
  }

  take(): LiveEvent | undefined {
    const event = this.#event;
    this.#event = undefined;
    return event;
  }

  leave(): void {}
}
