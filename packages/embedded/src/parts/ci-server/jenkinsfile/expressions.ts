import type { Call, Expression, NamedArgument } from './syntax.ts';
import { TokenReader } from './token-reader.ts';
import { describeToken, type Token } from './tokens.ts';

/** Binding powers of Groovy's operators, weakest first. */
const BINARY: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!=', '=~', '==~'],
  ['<', '<=', '>', '>=', 'in'],
  ['+', '-'],
  ['*', '/', '%'],
];

/** Reads one expression. */
export function readExpression(reader: TokenReader): Expression {
  const condition = readBinary(reader, 0);
  const { at } = condition;
  if (reader.accept('?:'))
    return {
      kind: 'conditional',
      condition,
      otherwise: readExpression(reader),
      at,
    };
  if (!reader.accept('?')) return condition;
  const then = readExpression(reader);
  reader.expect(':');
  const otherwise = readExpression(reader);
  return { kind: 'conditional', condition, then, otherwise, at };
}

function readBinary(reader: TokenReader, level: number): Expression {
  const operators = BINARY[level];
  if (!operators) return readUnary(reader);
  let left = readBinary(reader, level + 1);
  for (;;) {
    const { next } = reader;
    if (next.kind !== 'symbol' && next.kind !== 'word') return left;
    const operator = next.text;
    if (!operators.includes(operator)) return left;
    // A line that begins with `-` or `+` is a statement of its own.
    if (next.afterNewline && /^[-+]$/.test(operator)) return left;
    reader.take();
    const right = readBinary(reader, level + 1);
    left = { kind: 'binary', operator, left, right, at: left.at };
  }
}

function readUnary(reader: TokenReader): Expression {
  const { at } = reader;
  for (const operator of ['!', '-'] as const)
    if (reader.accept(operator))
      return { kind: 'unary', operator, operand: readUnary(reader), at };
  return readPostfix(reader, readPrimary(reader));
}

function readPostfix(reader: TokenReader, start: Expression): Expression {
  let target = start;
  for (;;) {
    const { at } = target;
    const safe = reader.isSymbol('?.');
    if (safe || reader.isSymbol('.')) {
      reader.take();
      const name = readMember(reader);
      if (reader.isSymbol('{') && !reader.next.afterNewline)
        throw noClosure(reader, name);
      target = reader.isSymbol('(')
        ? readMethod(reader, target, name, safe)
        : { kind: 'property', target, name, safe, at };
    } else if (reader.isSymbol('[') && !reader.next.afterNewline) {
      reader.take();
      const index = readExpression(reader);
      reader.expect(']');
      target = { kind: 'index', target, index, at };
    } else return target;
  }
}

function readMember(reader: TokenReader): string {
  const token = reader.next;
  if (token.kind === 'string' && isPlain(token)) {
    reader.take();
    return token.parts.join('');
  }
  return reader.expectWord('a name after the dot').text;
}

function readMethod(
  reader: TokenReader,
  target: Expression,
  name: string,
  safe: boolean,
): Expression {
  const { at } = target;
  const { positional, named } = readArguments(reader);
  const [first] = named;
  if (first)
    throw reader.problem(`"${name}" takes no named arguments`, first.value.at);
  if (reader.isSymbol('{')) throw noClosure(reader, name);
  return { kind: 'method', target, name, safe, arguments: positional, at };
}

function noClosure(reader: TokenReader, name: string) {
  return reader.problem(
    `closures are not known here, not even that of "${name}"`,
  );
}

function readPrimary(reader: TokenReader): Expression {
  const token = reader.next;
  const { at } = token;
  switch (token.kind) {
    case 'string':
      reader.take();
      return { kind: 'string', parts: token.parts.map(readPart), at };
    case 'number':
      reader.take();
      return { kind: 'constant', value: token.value, at };
    case 'word':
      return readWord(reader, token.text);
    case 'symbol':
      if (token.text === '[') return readCollection(reader);
      if (reader.accept('(')) {
        const inner = readExpression(reader);
        reader.expect(')');
        return inner;
      }
      if (token.text === '{')
        throw reader.problem('closures are not known here');
      break;
    default:
  }
  throw reader.problem(`expecting a value, found ${describeToken(token)}`);
}

const CONSTANTS = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

const NOT_KNOWN = new Set(['new', 'import', 'class', 'switch', 'throw']);

function readWord(reader: TokenReader, name: string): Expression {
  const { at } = reader;
  const constant = CONSTANTS.get(name);
  if (constant !== undefined) {
    reader.take();
    return { kind: 'constant', value: constant, at };
  }
  if (NOT_KNOWN.has(name))
    throw reader.problem(
      `"${name}" is not known here; move it into a program that sh runs`,
    );
  if (reader.isSymbol('(', 1)) {
    const call = readCall(reader);
    return { kind: 'call', call, at };
  }
  reader.take();
  return { kind: 'name', name, at };
}

function readPart(part: string | readonly Token[]): string | Expression {
  if (typeof part === 'string') return part;
  const reader = new TokenReader(part);
  const expression = readExpression(reader);
  if (reader.next.kind !== 'end')
    throw reader.problem(
      `expecting '}', found ${describeToken(
        reader.next,
      )} in an interpolated string`,
    );
  return expression;
}

/** Whether a string says the same whatever the build. */
export function isPlain(token: Token & { kind: 'string' }): boolean {
  return token.parts.every(part => typeof part === 'string');
}

function readCollection(reader: TokenReader): Expression {
  const { at } = reader;
  reader.expect('[');
  if (reader.accept(':')) {
    reader.expect(']');
    return { kind: 'map', entries: [], at };
  }
  const { positional, named } = readArguments(reader, ']');
  const [mixed] = named.length > 0 ? positional : [];
  if (mixed)
    throw reader.problem('a list and a map are mixed in one literal', mixed.at);
  return named.length > 0
    ? { kind: 'map', entries: named, at }
    : { kind: 'list', items: positional, at };
}

interface Arguments {
  readonly positional: Expression[];
  readonly named: NamedArgument[];
}

/** Reads a call in one of Groovy's ways, `f(a, b: c)` or `f a, b: c`, up to its braces. */
export function readCall(reader: TokenReader): Call {
  const { text: name, at } = reader.expectWord('a step');
  return { name, at, ...readGivenArguments(reader) };
}

function readGivenArguments(reader: TokenReader): Arguments {
  if (reader.isSymbol('(')) return readArguments(reader);
  const given: Arguments = { positional: [], named: [] };
  if (!startsArgument(reader)) return given;
  do readArgument(reader, given);
  while (reader.accept(','));
  return given;
}

/** Whether an argument without parentheses follows, in the same line. */
export function startsArgument(reader: TokenReader, count = 0): boolean {
  const token = reader.ahead(count);
  if (token.afterNewline || token.kind === 'end') return false;
  return token.kind !== 'symbol' || (token.text === '[' && token.afterSpace);
}

/** Reads arguments in parentheses, or the content of a literal whose opener is taken. */
export function readArguments(
  reader: TokenReader,
  close: ')' | ']' = ')',
): Arguments {
  if (close === ')') reader.expect('(');
  const given: Arguments = { positional: [], named: [] };
  while (!reader.accept(close)) {
    readArgument(reader, given);
    if (!reader.accept(',') && !reader.isSymbol(close)) reader.expect(close);
  }
  return given;
}

function readArgument(reader: TokenReader, into: Arguments): void {
  const name = argumentName(reader);
  if (name === undefined) {
    into.positional.push(readExpression(reader));
    return;
  }
  const { at } = reader;
  reader.take();
  reader.expect(':');
  if (into.named.some(each => each.name === name))
    throw reader.problem(`"${name}" is given twice`, at);
  into.named.push({ name, value: readExpression(reader) });
}

function argumentName(reader: TokenReader): string | undefined {
  if (!reader.isSymbol(':', 1)) return undefined;
  const token = reader.next;
  if (token.kind === 'word' || token.kind === 'number') return token.text;
  if (token.kind === 'string' && isPlain(token)) return token.parts.join('');
  return undefined;
}
