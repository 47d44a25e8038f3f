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
const USUAL_COLUMNS = 80;
const LINE_EVERY_MS = 15_000;

/** Says what happens: a bar that stays in place on a terminal, plain lines elsewhere. */
export class Terminal {
  readonly #out: NodeJS.WriteStream;
  readonly #rows = new Map<string, PartStatus>();
  readonly #total: number;
  readonly #started: number;
  readonly #timer?: NodeJS.Timeout;
  #shown = false;

  /**
   * @param options - `total` is how many parts there are, `started` since when time is
   *   told, in milliseconds since the epoch
   */
  constructor(
    out: NodeJS.WriteStream,
    { total, started }: { total: number; started: number },
  ) {
    this.#out = out;
    // Nobody reads any more; the platform goes on.
    out.on('error', () => {});
    this.#total = total;
    this.#started = started;
    if (out.isTTY) return;
    this.#timer = setInterval(() => this.#remind(), LINE_EVERY_MS);
    this.#timer.unref();
  }

  /** A line that stays. */
  say(text: string): void {
    this.#clear();
    this.#out.write(`${text}\n`);
    this.#draw();
  }

  /** Tells of a part's new state. */
  tell(row: PartStatus, changed: boolean): void {
    this.#rows.set(row.name, row);
    if (changed && row.state !== 'waiting') this.#sayRow(row);
    else this.#draw();
  }

  /** Takes the bar away. */
  finish(): void {
    clearInterval(this.#timer);
    this.#clear();
    this.#shown = false;
  }

  #sayRow(row: PartStatus): void {
    const seconds = ((Date.now() - this.#started) / 1000).toFixed(0);
    const what = `${row.title} ${WORDS[row.state]}${moreOf(row)}`;
    this.say(`${seconds.padStart(4)} s  ${what}`);
  }

  /** A build can take minutes in which nothing else happens. */
  #remind(): void {
    this.#building().forEach(row => this.#sayRow(row));
  }

  #building(): PartStatus[] {
    return [...this.#rows.values()].filter(({ state }) => state === 'building');
  }

  #draw(): void {
    if (!this.#out.isTTY) return;
    this.#clear();
    const ready = [...this.#rows.values()].filter(
      ({ state }) => state === 'ready',
    ).length;
    if (ready === this.#total) return;
    const filled = Math.round((ready / this.#total) * WIDTH);
    const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
    const building = this.#building().map(({ title, detail }) =>
      [title, detail].filter(Boolean).join(': '),
    );
    const line = [`${bar} ${ready} of ${this.#total} parts ready`, ...building];
    // A line that wraps could not be taken away again.
    const width = (this.#out.columns || USUAL_COLUMNS) - 1;
    this.#out.write(line.join(' · ').slice(0, width));
    this.#shown = true;
  }

  #clear(): void {
    if (!this.#shown) return;
    this.#out.write('\r\u001b[2K');
    this.#shown = false;
  }
}

function moreOf({ state, detail, advice }: PartStatus): string {
  if (state === 'failed') return `: ${detail ?? ''}. ${advice ?? ''}`;
  return state === 'building' && detail ? `: ${detail}` : '';
}
