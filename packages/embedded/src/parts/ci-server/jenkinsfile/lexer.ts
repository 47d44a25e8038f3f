import { Characters } from './characters.ts';
import { readString } from './string-lexer.ts';
import type { Token } from './tokens.ts';

/** Longest first, so that the first that fits is the right one. */
const SYMBOLS = [
  ...['==~', '<=>', '...'],
  ...['==', '!=', '<=', '>=', '&&', '||', '=~', '?.', '?:', '->', '++', '--'],
  ...['+=', '-=', '..', '**'],
  ...'{}()[],:.;=<>!+-*/%?&|@'.split(''),
];

/**
 * Divides Groovy into tokens.
 *
 * @throws JenkinsfileProblem at what is no Groovy, or none that is understood
 */
export function tokenize(source: string): Token[] {
  const characters = new Characters(source);
  if (source.startsWith('#!')) characters.skipLine();
  const tokens = readTokens(characters, () => false);
  if (!characters.done)
    throw characters.problem(`unexpected char: '${characters.peek()}'`);
  return tokens;
}

/** Reads tokens until the end, or until a token that `last` knows; that one is left out. */
export function readTokens(
  characters: Characters,
  last: (token: Token, depth: number) => boolean,
): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  for (;;) {
    const { newline, space } = skipBlanks(characters);
    const before = { afterNewline: newline, afterSpace: space };
    const token: Token = characters.done
      ? { kind: 'end', at: characters.position, ...before }
      : { ...readToken(characters, tokens.at(-1)), ...before };
    if (last(token, depth)) {
      tokens.push({ kind: 'end', at: token.at, ...before });
      return tokens;
    }
    tokens.push(token);
    if (token.kind === 'end') return tokens;
    if (token.kind === 'symbol' && token.text === '{') depth += 1;
    if (token.kind === 'symbol' && token.text === '}') depth -= 1;
  }
}

function skipBlanks(characters: Characters) {
  let newline = false;
  let space = false;
  for (;;) {
    if (characters.take(/\r?\n/y)) newline = true;
    else if (characters.take(/[ \t\f\r]+/y) || characters.take(/\\\r?\n/y)) {
      space = true;
    } else if (characters.looksAt('//')) {
      characters.skipLine();
      space = true;
    } else if (characters.looksAt('/*')) {
      const start = characters.position;
      const comment = characters.take(/\/\*[^]*?\*\//y);
      if (!comment) throw characters.problem('unterminated comment', start);
      newline ||= comment.includes('\n');
      space = true;
    } else return { newline, space: space || newline };
  }
}

type Bare<T> = T extends Token ? Omit<T, 'afterNewline' | 'afterSpace'> : never;

function readToken(
  characters: Characters,
  before: Token | undefined,
): Bare<Token> {
  const at = characters.position;
  const word = characters.take(/[A-Za-z_$][\w$]*/y);
  if (word) return { kind: 'word', text: word, at };
  const number = characters.take(/\d[\d_]*(\.\d+)?[lLgGdDfFiI]?/y);
  if (number) {
    const value = Number(number.replace(/[_a-zA-Z]/g, ''));
    return { kind: 'number', value, text: number, at };
  }
  if (characters.looksAt("'") || characters.looksAt('"'))
    return { kind: 'string', parts: readString(characters, readTokens), at };
  if (characters.looksAt('/') && startsOperand(before))
    throw characters.problem(
      'slashy strings are not known here; write the pattern between single quotes',
    );
  const symbol = SYMBOLS.find(each => characters.looksAt(each));
  if (!symbol)
    throw characters.problem(`unexpected char: '${characters.peek()}'`);
  characters.skip(symbol.length);
  return { kind: 'symbol', text: symbol, at };
}

/** After these an operand follows, so that `/` cannot mean division. */
function startsOperand(before: Token | undefined): boolean {
  if (!before) return true;
  return before.kind === 'symbol' && !/^[)\]}]$/.test(before.text);
}
