import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  LiveInput,
  LiveOutput,
  LiveQueryName,
} from '@pilothouse/plugin-platform-common';
import type { Reads } from './sources/Source';

/** A live query as some people see it. */
export interface Perspective<I, O> {
  /** Whose key is the same is told the same. */
  readonly key: string;
  /**
   * What is to be told now; called again when something of what it read has changed.
   *
   * @param reads - takes the marks of what is read
   */
  evaluate(input: I, reads: Reads): O;
}

/** How one person sees a live query, which may change while they look. */
export interface Outlook<I, O> {
  perspective(): Perspective<I, O>;
  /** Calls the listener when they see it in another way from now on. */
  subscribe(listener: () => void): () => void;
}

/** What stands behind one live query. */
export interface LiveAnswer<I, O> {
  /** @throws NotAllowedError when they may not look at all */
  outlookOf(credentials: BackstageCredentials): Promise<Outlook<I, O>>;
}

/** What stands behind each live query. */
export type LiveAnswers = {
  readonly [N in LiveQueryName]: LiveAnswer<LiveInput<N>, LiveOutput<N>>;
};

/** How a person sees what does not change its looks for them. */
export function fixedOutlook<I, O>(
  perspective: Perspective<I, O>,
): Outlook<I, O> {
  return { perspective: () => perspective, subscribe: () => () => undefined };
}
