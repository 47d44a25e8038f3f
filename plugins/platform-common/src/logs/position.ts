import { z } from 'zod';

/** A place in one container's log: after the last line that was told. */
export const logMarkSchema = z.object({
  /** Latest time of a line that was told, in UTC with nanoseconds. */
  at: z.iso.datetime({ precision: 9 }),
  /** How many lines of exactly that time were told. */
  count: z.number().int().positive(),
  /**
   * How many lines were told after the last one of that time. They are dated earlier: what
   * a container writes to its two streams is not always in order.
   */
  after: z.number().int().nonnegative().default(0),
});

/** A place in one container's log: after the last line that was told. */
export type LogMark = z.infer<typeof logMarkSchema>;

/** How far the lines of one log may be out of order before its clock counts as set back. */
const slackMs = 2_000;

/**
 * The mark after one more line was told.
 *
 * @param at - time of the line; empty when the node told none, which moves nothing
 */
export function advance(mark: LogMark | undefined, at: string) {
  if (at === '') {
    return mark;
  }
  if (!mark || at > mark.at || isSetBack(mark.at, at)) {
    return { at, count: 1, after: 0 };
  }
  return at === mark.at
    ? { at, count: mark.count + 1, after: 0 }
    : { ...mark, after: mark.after + 1 };
}

/**
 * From when on a log must be read again to have the line of the mark in it. Kubernetes
 * takes whole seconds only.
 */
export function readAgainFrom(mark: LogMark): string {
  const ms = secondOf(mark.at) - slackMs;
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** What a line is to a reader who goes on from a mark. */
export type Heard =
  /** It was told before. */
  | 'known'
  | 'new'
  /** It is new, and the line of the mark is gone: lines between may be missing. */
  | 'gap';

/** Finds the mark in a log that is read again from a little earlier. */
export class Resumption {
  readonly #mark: LogMark | undefined;
  #seen = 0;
  #skip = 0;
  #done: boolean;

  constructor(mark: LogMark | undefined) {
    this.#mark = mark;
    this.#done = mark === undefined;
  }

  /** Whether the mark was found, or is known to be gone. */
  get done(): boolean {
    return this.#done;
  }

  /** What the next line is. */
  next(at: string): Heard {
    if (at === '') {
      return 'new';
    }
    if (!this.#mark || this.#done) {
      return this.#skip-- > 0 ? 'known' : 'new';
    }
    if (at > this.#mark.at) {
      this.#done = true;
      return 'gap';
    }
    this.#seen += at === this.#mark.at ? 1 : 0;
    if (this.#seen === this.#mark.count) {
      this.#done = true;
      this.#skip = this.#mark.after;
    }
    return 'known';
  }
}

function isSetBack(latest: string, at: string): boolean {
  return secondOf(latest) - secondOf(at) > slackMs;
}

function secondOf(at: string): number {
  return Date.parse(`${at.slice(0, 19)}Z`);
}
