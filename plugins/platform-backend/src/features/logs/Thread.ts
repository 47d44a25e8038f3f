import {
  advance,
  readAgainFrom,
  Resumption,
  type LogMark,
} from '@pilothouse/plugin-platform-common';
import type { LogSelection, LogText } from '@pilothouse/plugin-platform-node';
import { LineDecoder, type LogLine } from './LineDecoder';
import type { Read } from './reads';
import type { Told } from './told';

/** Holds together what is told of one container, over all times that its log is opened. */
export class Thread {
  readonly #now: () => string;
  readonly #sinceSeconds?: number;
  readonly #beganMs: number;
  #mark: LogMark | undefined;
  #opened?: string;
  #unreachable = false;
  /** What was begun of a line when a log ended that may go on. */
  #rest: () => readonly Told[] = () => [];

  /**
   * @param mark - where an earlier reader has got
   * @param sinceSeconds - how old lines may be at most now
   */
  constructor(options: {
    mark?: LogMark;
    sinceSeconds?: number;
    now: () => string;
  }) {
    const { mark, now, sinceSeconds } = options;
    this.#mark = mark;
    this.#now = now;
    this.#sinceSeconds = sinceSeconds;
    this.#beganMs = Date.parse(now());
  }

  /** The last line that was told. */
  get mark(): LogMark | undefined {
    return this.#mark;
  }

  /** The run that was opened last. */
  get opened(): string | undefined {
    return this.#opened;
  }

  /** What must be read to go on; undefined when nothing was read before. */
  get selection(): LogSelection | undefined {
    if (this.#mark) {
      return { sinceTime: readAgainFrom(this.#mark) };
    }
    // It said nothing yet: what it says next is wanted whole, but nothing older.
    return this.#opened === undefined ? undefined : this.#whole();
  }

  /** Told as an age, as the clock of the node may not be the portal's. */
  #whole(): LogSelection {
    if (this.#sinceSeconds === undefined) {
      return {};
    }
    const passedMs = Math.max(0, Date.parse(this.#now()) - this.#beganMs);
    return { sinceSeconds: this.#sinceSeconds + Math.ceil(passedMs / 1_000) };
  }

  /**
   * Tells, once, that the log cannot be had.
   *
   * @param detail - word by word what was said by whoever could not be reached
   */
  lose(
    because: 'unreachable' | 'cluster-not-known',
    detail?: string,
  ): readonly Told[] {
    if (this.#unreachable) {
      return [];
    }
    this.#unreachable = true;
    return [{ kind: 'gap', at: this.#now(), because, detail }];
  }

  /**
   * Tells what is new in a log that was opened. A line without an end is told only of a run
   * that has ended: any other may have been cut, and is whole when the log is read again.
   *
   * @param connection - fires when the text ends before the log does
   */
  async *tell(
    read: Read,
    text: LogText,
    connection: AbortSignal,
  ): AsyncGenerator<readonly Told[]> {
    const decoder = new LineDecoder();
    const resumption = new Resumption(this.#mark);
    const rest = () => this.#news(decoder.end(), resumption, read);
    this.#rest = rest;
    yield this.#announce(read);
    for await (const chunk of text) {
      yield this.#news(decoder.push(chunk), resumption, read);
    }
    if (read.run.ended && !connection.aborted) {
      yield rest();
    }
  }

  /** Tells what was begun of the last line, once it is known that no more of it comes. */
  giveUp(): readonly Told[] {
    return this.#rest().filter(({ at }) => at !== '');
  }

  #announce({ run, complete }: Read): readonly Told[] {
    const before = this.#opened;
    this.#opened = run.id;
    if (before === undefined || before === run.id) {
      return [];
    }
    this.#unreachable = false;
    const at = run.startedAt ?? this.#now();
    const lines = complete ? 0 : undefined;
    return [{ kind: 'gap', at, because: 'restarted', lines }];
  }

  #news(lines: readonly LogLine[], resumption: Resumption, read: Read): Told[] {
    const news: Told[] = [];
    for (const line of lines) {
      const heard = resumption.next(line.at);
      if (heard === 'gap' && !read.announced) {
        this.#unreachable = false;
        news.push({ kind: 'gap', at: this.#now(), because: read.lost });
      }
      if (heard !== 'known') {
        this.#mark = advance(this.#mark, line.at);
        news.push({ kind: 'line', ...line });
      }
    }
    if (this.#unreachable && resumption.done) {
      this.#unreachable = false;
      const at = this.#now();
      news.unshift({ kind: 'gap', at, because: 'reconnected', lines: 0 });
    }
    return news;
  }
}
