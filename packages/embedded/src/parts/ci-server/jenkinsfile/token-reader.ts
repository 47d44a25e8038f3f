import { JenkinsfileProblem, type Position } from './problem.ts';
import { describeToken, type Token } from './tokens.ts';

/** Tokens with a place to read on from. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #index = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get next(): Token {
    return this.ahead(0);
  }

  get at(): Position {
    return this.next.at;
  }

  ahead(count: number): Token {
    const index = Math.min(this.#index + count, this.#tokens.length - 1);
    const token = this.#tokens[index];
    if (!token) throw new RangeError('no tokens, not even an end');
    return token;
  }

  take(): Token {
    const token = this.next;
    this.#index += 1;
    return token;
  }

  isSymbol(text: string, count = 0): boolean {
    const token = this.ahead(count);
    return token.kind === 'symbol' && token.text === text;
  }

  isWord(text: string, count = 0): boolean {
    const token = this.ahead(count);
    return token.kind === 'word' && token.text === text;
  }

  /** Takes the symbol where it is next. */
  accept(text: string): boolean {
    if (!this.isSymbol(text)) return false;
    this.#index += 1;
    return true;
  }

  expect(text: string): Token {
    if (!this.isSymbol(text))
      throw this.problem(
        `expecting '${text}', found ${describeToken(this.next)}`,
      );
    return this.take();
  }

  expectWord(what: string): { text: string; at: Position } {
    const token = this.next;
    if (token.kind !== 'word')
      throw this.problem(`Expected ${what}, found ${describeToken(token)}`);
    this.#index += 1;
    return token;
  }

  skipSemicolons(): void {
    while (this.accept(';'));
  }

  problem(what: string, at: Position = this.at): JenkinsfileProblem {
    return new JenkinsfileProblem(what, at);
  }
}
