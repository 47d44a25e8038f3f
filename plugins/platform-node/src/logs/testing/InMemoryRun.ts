/** One line of a log. */
export interface RunLine {
  /** UTC with nanoseconds. */
  readonly at: string;
  readonly text: string;
}

/** One run of a container, whose log a test writes. */
export class InMemoryRun {
  readonly lines: RunLine[] = [];
  readonly #waiting = new Set<() => void>();
  #ended = false;

  /** How many are waiting for the next line. */
  get readers(): number {
    return this.#waiting.size;
  }

  /** Writes one line. */
  write(at: string, text: string): void {
    this.lines.push({ at, text });
    this.#wake();
  }

  /** Forgets the first lines, as a node does that rotates its files; while nobody reads. */
  rotate(lines: number): void {
    this.lines.splice(0, lines);
  }

  /** Ends the run. */
  end(): void {
    this.#ended = true;
    this.#wake();
  }

  /** The lines from an index on; followed until the run ends or the signal fires. */
  async *read(
    from: number,
    follow: boolean,
    signal: AbortSignal,
  ): AsyncGenerator<RunLine> {
    let next = from;
    while (!signal.aborted) {
      const line = this.lines[next];
      if (line) {
        next += 1;
        yield line;
      } else if (this.#ended || !follow) {
        return;
      } else {
        await this.#more(signal);
      }
    }
  }

  #wake(): void {
    this.#waiting.forEach(wake => wake());
  }

  #more(signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      const wake = () => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}
