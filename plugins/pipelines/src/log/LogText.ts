import type { LogPiece } from '@pilothouse/plugin-platform-common';

/** One line of a log. */
export interface LogLine {
  /** Grows by one with each line, and so names it; those before the first that was read are negative. */
  readonly seq: number;
  readonly text: string;
}

/** What a page shows of a log at one moment. */
export interface ShownLog {
  /** Lines in their order. Never changed in place at the beginning and the end at once. */
  readonly rows: readonly LogLine[];
  /** Whether lines came to the beginning or left it, and only that, since the last time. */
  readonly shifted: boolean;
  /** Where the first line begins, in bytes; 0 when it is that of the log. */
  readonly from: number;
}

const spare = 0.05;
const encoder = new TextEncoder();

/**
 * Keeps the lines of a log outside of React. Pieces come at the end as the run goes on, and
 * at the beginning as one asks for them; what is too much leaves from the beginning, in a
 * frame of its own, so that a list can keep its place.
 */
export class LogText {
  readonly #capacity: number;
  readonly #frame: (callback: () => void) => void;
  readonly #listeners = new Set<() => void>();
  #rows: LogLine[] = [];
  #from = 0;
  /** The last line when its end has not come yet. */
  #open = '';
  #next = 0;
  #waiting: string[] = [];
  #scheduled = false;
  #shown: ShownLog = { rows: [], shifted: false, from: 0 };

  /**
   * @param options.capacity - most lines, unless one asks for earlier ones
   * @param options.frame - calls back when the next frame is drawn
   */
  constructor(options: {
    capacity: number;
    frame: (callback: () => void) => void;
  }) {
    this.#capacity = options.capacity;
    this.#frame = options.frame;
  }

  snapshot = (): ShownLog => this.#shown;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes the piece that follows what is there; it is shown with the next frame. */
  append({ from, text }: Pick<LogPiece, 'from' | 'text'>): void {
    if (this.#rows.length === 0 && this.#waiting.length === 0) {
      this.#from = from;
    }
    if (text !== '') {
      this.#waiting.push(text);
    }
    this.#schedule();
  }

  /**
   * Takes what stands before the first line, from `from` up to `to`. Unless it begins with
   * the log, its first line may be a part of one, and is left for the next time. What does
   * not end where the first line begins any more is not taken.
   */
  prepend(piece: { from: number; to: number; text: string }): void {
    const { from, to, text } = piece;
    if (to !== this.#from) {
      return;
    }
    const kept = from === 0 ? text : text.slice(text.indexOf('\n') + 1);
    const lines = kept.split('\n').slice(0, -1);
    const first = (this.#rows[0]?.seq ?? this.#next) - lines.length;
    const rows = lines.map((line, at) => ({ seq: first + at, text: line }));
    this.#rows = [...rows, ...this.#rows];
    this.#from = to - bytesOf(kept);
    this.#tell(true);
  }

  #schedule(): void {
    if (!this.#scheduled) {
      this.#scheduled = true;
      this.#frame(() => {
        this.#scheduled = false;
        this.#advance();
      });
    }
  }

  #advance(): void {
    const excess = this.#rows.length - this.#capacity;
    if (this.#waiting.length > 0 && excess > this.#capacity * spare) {
      const gone = this.#rows.splice(0, excess);
      this.#from += gone.reduce((sum, { text }) => sum + bytesOf(text) + 1, 0);
      this.#tell(true);
      this.#schedule();
      return;
    }
    const text = this.#open + this.#waiting.join('');
    this.#waiting = [];
    if (this.#open !== '') {
      this.#rows.pop();
      this.#next -= 1;
    }
    const lines = text.split('\n');
    this.#open = lines.at(-1) ?? '';
    const whole = this.#open === '' ? lines.slice(0, -1) : lines;
    for (const line of whole) {
      this.#rows.push({ seq: this.#next, text: line });
      this.#next += 1;
    }
    this.#tell(false);
  }

  #tell(shifted: boolean): void {
    this.#shown = { rows: this.#rows, shifted, from: this.#from };
    this.#listeners.forEach(listener => listener());
  }
}

function bytesOf(text: string): number {
  return encoder.encode(text).length;
}
