import { readCall, readExpression, startsArgument } from './expressions.ts';
import type { Call, Expression, Statement } from './syntax.ts';
import type { TokenReader } from './token-reader.ts';
import { describeToken } from './tokens.ts';

/** Reads statements between braces. */
export function readBlock(reader: TokenReader): Statement[] {
  const open = reader.expect('{');
  const statements: Statement[] = [];
  reader.skipSemicolons();
  while (!reader.accept('}')) {
    if (reader.next.kind === 'end')
      throw reader.problem("expecting '}' for this '{'", open.at);
    statements.push(readStatement(reader));
    if (!reader.isSymbol('}')) endStatement(reader);
  }
  return statements;
}

function endStatement(reader: TokenReader): void {
  if (reader.isSymbol(';')) reader.skipSemicolons();
  else if (!reader.next.afterNewline)
    throw reader.problem(
      `expecting the end of the line, found ${describeToken(reader.next)}`,
    );
}

const NOT_KNOWN = new Set([
  ...['for', 'while', 'do', 'try', 'switch', 'throw', 'class', 'import'],
  ...['new', 'assert'],
]);

function readStatement(reader: TokenReader): Statement {
  const { next, at } = reader;
  if (next.kind !== 'word')
    return { kind: 'expression', value: readExpression(reader), at };
  if (NOT_KNOWN.has(next.text))
    throw reader.problem(
      `"${next.text}" is not known here: of script only if, def, assignments and steps are; move the rest into a program that sh runs`,
    );
  if (next.text === 'if') return readIf(reader);
  if (next.text === 'script' && reader.isSymbol('{', 1)) {
    reader.take();
    return { kind: 'script', body: readBlock(reader), at };
  }
  if (next.text === 'return') return readReturn(reader);
  return readAssignment(reader) ?? readCallOrExpression(reader);
}

function readReturn(reader: TokenReader): Statement {
  const { at } = reader.take();
  if (reader.isSymbol('}') || reader.next.afterNewline)
    return { kind: 'return', at };
  return { kind: 'return', value: readExpression(reader), at };
}

function readIf(reader: TokenReader): Statement {
  const { at } = reader.take();
  reader.expect('(');
  const condition = readExpression(reader);
  reader.expect(')');
  const then = readBranch(reader);
  const otherwise: Statement[] = [];
  if (reader.isWord('else')) {
    reader.take();
    otherwise.push(...readBranch(reader));
  }
  return { kind: 'if', condition, then, otherwise, at };
}

function readBranch(reader: TokenReader): Statement[] {
  return reader.isSymbol('{') ? readBlock(reader) : [readStatement(reader)];
}

function readAssignment(reader: TokenReader): Statement | undefined {
  const { at } = reader;
  const defined =
    (reader.isWord('def') || reader.isWord('String')) &&
    reader.ahead(1).kind === 'word';
  if (defined) {
    reader.take();
    const { text: name } = reader.expectWord('a name');
    const value: Expression = reader.accept('=')
      ? readExpression(reader)
      : { kind: 'constant', value: null, at };
    return { kind: 'assign', scope: 'define', name, value, at };
  }
  if (reader.isSymbol('=', 1)) {
    const { text: name } = reader.expectWord('a name');
    reader.take();
    return assign('variable', name, reader, at);
  }
  const ofEnv =
    reader.isWord('env') && reader.isSymbol('.', 1) && reader.isSymbol('=', 3);
  if (!ofEnv) return undefined;
  reader.take();
  reader.take();
  const { text: name } = reader.expectWord('the name of a variable');
  reader.take();
  return assign('env', name, reader, at);
}

function assign(
  scope: 'variable' | 'env',
  name: string,
  reader: TokenReader,
  at: Statement['at'],
): Statement {
  return { kind: 'assign', scope, name, value: readExpression(reader), at };
}

function readCallOrExpression(reader: TokenReader): Statement {
  const { at } = reader;
  const command =
    startsArgument(reader, 1) && !reader.isWord('in', 1)
      ? true
      : reader.isSymbol('{', 1);
  if (command) return withBody(readCall(reader), reader);
  const value = readExpression(reader);
  if (value.kind === 'call') return withBody(value.call, reader);
  return { kind: 'expression', value, at };
}

function withBody(call: Call, reader: TokenReader): Statement {
  const { at } = call;
  if (!reader.isSymbol('{')) return { kind: 'call', call, at };
  return { kind: 'call', call: { ...call, body: readBlock(reader) }, at };
}
