import { JenkinsfileProblem, type Position } from './problem.ts';

/** Source text with a place to read on from. */
export class Characters {
  readonly #source: string;
  #offset = 0;
  #line = 1;
  #lineStart = 0;

  constructor(source: string) {
    this.#source = source;
  }

  get done(): boolean {
    return this.#offset >= this.#source.length;
  }

  get position(): Position {
    return { line: this.#line, column: this.#offset - this.#lineStart + 1 };
  }

  peek(): string {
    return this.#source.charAt(this.#offset);
  }

  looksAt(text: string): boolean {
    return this.#source.startsWith(text, this.#offset);
  }

  /** Takes what the sticky expression matches here; nothing where it does not. */
  take(expression: RegExp): string | undefined {
    expression.lastIndex = this.#offset;
    const found = expression.exec(this.#source)?.[0];
    if (found) this.skip(found.length);
    return found || undefined;
  }

  skip(count: number): void {
    const end = Math.min(this.#offset + count, this.#source.length);
    for (; this.#offset < end; this.#offset += 1) {
      if (this.#source[this.#offset] !== '\n') continue;
      this.#line += 1;
      this.#lineStart = this.#offset + 1;
    }
  }

  skipLine(): void {
    const end = this.#source.indexOf('\n', this.#offset);
    this.skip((end < 0 ? this.#source.length : end) - this.#offset);
  }

  problem(what: string, at: Position = this.position): JenkinsfileProblem {
    return new JenkinsfileProblem(what, at);
  }
}
