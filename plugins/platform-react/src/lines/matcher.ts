import { isError } from '@backstage/errors';

/** What a person looks for. */
export interface Search {
  readonly text: string;
  readonly regex: boolean;
}

/** Finds a text in lines. */
export interface Matcher {
  test(line: string): boolean;
  /** Where it is found, as [start, end), in order and without overlap. */
  ranges(text: string): readonly (readonly [number, number])[];
}

/** What a search finds with, or why it cannot be carried out. */
export type Compiled =
  | { readonly kind: 'none' }
  | { readonly kind: 'matcher'; readonly matcher: Matcher }
  | {
      readonly kind: 'invalid';
      /** In the words of the browser, without that it is no regular expression. */
      readonly because: string;
    };

const maxRanges = 200;

/** Makes a matcher: capital letters count only where the search has some. */
export function compile({ text, regex }: Search): Compiled {
  if (text === '') {
    return { kind: 'none' };
  }
  const flags = text === text.toLocaleLowerCase() ? 'gi' : 'g';
  try {
    return {
      kind: 'matcher',
      matcher: matcherOf(new RegExp(regex ? text : escaped(text), flags)),
    };
  } catch (error) {
    return { kind: 'invalid', because: reasonOf(error) };
  }
}

/** Browsers first say that it is invalid, and Chromium repeats all of it. */
function reasonOf(error: unknown): string {
  const said = isError(error) ? error.message : String(error);
  const reason = said.replace(
    /^invalid regular expression:\s*(?:\/.*\/\w*:\s*)?/is,
    '',
  );
  return reason || said;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function matcherOf(pattern: RegExp): Matcher {
  return {
    test(line) {
      pattern.lastIndex = 0;
      return pattern.test(line);
    },
    ranges(text) {
      const found: [number, number][] = [];
      pattern.lastIndex = 0;
      for (const match of text.matchAll(pattern)) {
        if (match[0] !== '') {
          found.push([match.index, match.index + match[0].length]);
        }
        if (found.length === maxRanges) {
          break;
        }
      }
      return found;
    },
  };
}

/** The match behind or before a row; the search begins again at the other end. */
export function neighbor(
  matches: readonly number[],
  seq: number | undefined,
  direction: 1 | -1,
): number | undefined {
  if (seq === undefined) {
    return direction === 1 ? matches[0] : matches.at(-1);
  }
  return direction === 1
    ? matches.find(match => match > seq) ?? matches[0]
    : matches.findLast(match => match < seq) ?? matches.at(-1);
}
