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

  /** Tells what is new in a log that was opened. */
  async *tell(read: Read, text: LogText): AsyncGenerator<readonly Told[]> {
    const decoder = new LineDecoder();
    const resumption = new Resumption(this.#mark);
    yield this.#announce(read);
    for await (const chunk of text) {
      yield this.#news(decoder.push(chunk), resumption, read);
    }
    yield this.#news(decoder.end(), resumption, read);
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
