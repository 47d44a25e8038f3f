import type { Position } from './problem.ts';

/** The smallest parts of a Jenkinsfile. */
export type Token = {
  readonly at: Position;
  /** Whether a line ended between the token before and this one. */
  readonly afterNewline: boolean;
  /** Whether white space stands before it, which decides what `a [b]` and `a (b)` mean. */
  readonly afterSpace: boolean;
} & (
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number; readonly text: string }
  | { readonly kind: 'string'; readonly parts: readonly StringPart[] }
  | { readonly kind: 'symbol'; readonly text: string }
  | { readonly kind: 'end' }
);

/** Text, or the tokens of an expression that is put in its place, closed by an `end`. */
export type StringPart = string | readonly Token[];

/** How a token is called in an error. */
export function describeToken(token: Token): string {
  switch (token.kind) {
    case 'string':
      return 'a string';
    case 'end':
      return 'the end of the file';
    default:
      return `"${token.text}"`;
  }
}
