import type { PartStatus } from '../platform/status.ts';

const WORDS: Readonly<Record<PartStatus['state'], string>> = {
  waiting: 'waits',
  building: 'is being built',
  starting: 'starts',
  ready: 'is ready',
  failed: 'failed',
  stopped: 'stopped',
};
const WIDTH = 24;

/** Says what happens: a bar that stays in place on a terminal, plain lines elsewhere. */
export class Terminal {
  readonly #out: NodeJS.WriteStream;
  readonly #states = new Map<string, PartStatus['state']>();
  readonly #total: number;
  readonly #started = Date.now();
  #shown = false;

  constructor(out: NodeJS.WriteStream, total: number) {
    this.#out = out;
    // Nobody reads any more; the platform goes on.
    out.on('error', () => {});
    this.#total = total;
  }

  /** A line that stays. */
  say(text: string): void {
    this.#clear();
    this.#out.write(`${text}\n`);
    this.#draw();
  }

  /** Tells of a part's new state. */
  tell(row: PartStatus, changed: boolean): void {
    this.#states.set(row.name, row.state);
    if (!changed || row.state === 'waiting') {
      this.#draw();
      return;
    }
    const after = `${((Date.now() - this.#started) / 1000)
      .toFixed(0)
      .padStart(4)} s`;
    const why =
      row.state === 'failed'
        ? `: ${row.detail ?? ''}. ${row.advice ?? ''}`
        : '';
    this.say(`${after}  ${row.title} ${WORDS[row.state]}${why}`);
  }

  /** Takes the bar away. */
  finish(): void {
    this.#clear();
    this.#shown = false;
  }

  #draw(): void {
    if (!this.#out.isTTY) return;
    this.#clear();
    const ready = [...this.#states.values()].filter(
      state => state === 'ready',
    ).length;
    if (ready === this.#total) return;
    const filled = Math.round((ready / this.#total) * WIDTH);
    const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
    this.#out.write(`${bar} ${ready} of ${this.#total} parts ready`);
    this.#shown = true;
  }

  #clear(): void {
    if (!this.#shown) return;
    this.#out.write('\r\u001b[2K');
    this.#shown = false;
  }
}
