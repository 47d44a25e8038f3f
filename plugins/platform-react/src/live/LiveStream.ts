import { toError } from '@backstage/errors';
import type { LiveEvent, LiveView } from '@pilothouse/plugin-platform-common';
import { patched } from './patch';
import { ViewError } from './ViewError';

/** A view that is asked for, with the value that its revision names. */
export interface WantedView extends LiveView {
  readonly value?: unknown;
}

/** Opens a connection that tells of these views. */
export type OpenLive = (
  views: LiveView[],
  signal: AbortSignal,
) => Promise<AsyncIterable<LiveEvent>>;

/** What is new of a view. */
export type Update =
  | {
      readonly kind: 'value';
      readonly view: string;
      readonly value: unknown;
      readonly revision: string;
    }
  | { readonly kind: 'failed'; readonly view: string; readonly because: Error };

/** Hears of a stream. */
export interface StreamListener {
  told(stream: LiveStream, update: Update): void;
  /** @param because - missing when the portal ended it in good order */
  ended(stream: LiveStream, because?: Error): void;
}

/**
 * One connection to the portal, with what it has told so far: patches belong to the
 * connection that they came by.
 */
export class LiveStream {
  readonly openedAt = Date.now();
  private readonly controller = new AbortController();
  private readonly known: Map<string, { value: unknown; revision: string }>;

  constructor(
    private readonly views: readonly WantedView[],
    private readonly listener: StreamListener,
  ) {
    this.known = new Map(
      views.flatMap(({ id, revision, value }) =>
        revision === undefined ? [] : [[id, { value, revision }]],
      ),
    );
  }

  /** Follows the connection to its end. Never throws. */
  async follow(open: OpenLive): Promise<void> {
    const { signal } = this.controller;
    try {
      const views = this.views.map(({ value: _value, ...view }) => view);
      for await (const event of await open(views, signal)) {
        if (signal.aborted) {
          return;
        }
        const update = this.read(event);
        if (update) {
          this.listener.told(this, update);
        }
      }
      this.end();
    } catch (error) {
      this.end(toError(error));
    }
  }

  /** Closes it; nothing is heard of it any more. */
  close(): void {
    this.controller.abort();
  }

  private end(because?: Error) {
    if (!this.controller.signal.aborted) {
      this.controller.abort();
      this.listener.ended(this, because);
    }
  }

  private read(event: LiveEvent): Update | undefined {
    switch (event.kind) {
      case 'value':
        return this.learn(event.view, event.value, event.revision);
      case 'patch': {
        const before = this.known.get(event.view);
        const value = patched(before?.value, event.operations);
        return this.learn(event.view, value, event.revision);
      }
      case 'unchanged': {
        const held = this.known.get(event.view);
        return held && { kind: 'value', view: event.view, ...held };
      }
      case 'failed': {
        const because = new ViewError(event.error);
        return { kind: 'failed', view: event.view, because };
      }
      default:
        return undefined;
    }
  }

  private learn(view: string, value: unknown, revision: string): Update {
    this.known.set(view, { value, revision });
    return { kind: 'value', view, value, revision };
  }
}
