import type { Characters } from './characters.ts';
import type { StringPart, Token } from './tokens.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  '\\': '\\',
  "'": "'",
  '"': '"',
  $: '$',
  '\n': '',
};

/** Reads tokens up to one that `last` knows. */
type ReadTokens = (
  characters: Characters,
  last: (token: Token, depth: number) => boolean,
) => Token[];

/**
 * Reads one of Groovy's four kinds of quoted strings; `"` and `"""` interpolate.
 *
 * @param readTokens - reads what stands in `${}`
 */
export function readString(
  characters: Characters,
  readTokens: ReadTokens,
): StringPart[] {
  const start = characters.position;
  const quote = ["'''", '"""', "'", '"'].find(each => characters.looksAt(each));
  if (!quote) throw characters.problem('expecting a string');
  characters.skip(quote.length);
  const parts: StringPart[] = [];
  let text = '';
  while (!characters.looksAt(quote)) {
    if (characters.done || (quote.length === 1 && characters.looksAt('\n')))
      throw characters.problem(`expecting ${quote} to close the string`, start);
    if (quote.startsWith('"') && characters.looksAt('$')) {
      parts.push(text, readInterpolation(characters, readTokens));
      text = '';
    } else if (characters.looksAt('\\')) text += readEscape(characters);
    else {
      text += characters.peek();
      characters.skip(1);
    }
  }
  characters.skip(quote.length);
  return [...parts, text].filter(part => part !== '');
}

function readEscape(characters: Characters): string {
  const at = characters.position;
  characters.skip(1);
  const unicode = characters.take(/u+[0-9a-fA-F]{4}/y);
  if (unicode) return String.fromCharCode(parseInt(unicode.slice(-4), 16));
  const replacement = ESCAPES[characters.peek()];
  if (replacement === undefined)
    throw characters.problem(
      `unexpected char: '\\' before '${characters.peek()}'; write '\\\\' for a backslash`,
      at,
    );
  characters.skip(1);
  return replacement;
}

function readInterpolation(
  characters: Characters,
  readTokens: ReadTokens,
): readonly Token[] {
  const at = characters.position;
  characters.skip(1);
  if (characters.looksAt('{')) {
    characters.skip(1);
    return readTokens(characters, (token, depth) => {
      if (token.kind === 'end')
        throw characters.problem('expecting } to close ${', at);
      return token.kind === 'symbol' && token.text === '}' && depth === 0;
    });
  }
  const path = characters.take(/[A-Za-z_]\w*(\.[A-Za-z_]\w*)*/y);
  if (!path)
    throw characters.problem(
      "illegal string body character after dollar sign; write '\\$' for a dollar",
      at,
    );
  return dottedTokens(path, at);
}

function dottedTokens(path: string, at: Token['at']): Token[] {
  const place = { at, afterNewline: false, afterSpace: false };
  const tokens = path.split(/(\.)/).map(text => ({
    ...place,
    kind: text === '.' ? ('symbol' as const) : ('word' as const),
    text,
  }));
  return [...tokens, { ...place, kind: 'end' as const }];
}
