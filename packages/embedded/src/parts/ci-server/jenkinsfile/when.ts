import { readEntries } from './blocks.ts';
import { readCall } from './expressions.ts';
import { checkExpression } from './check.ts';
import { Literals, takeNothing } from './literals.ts';
import type { Comparator, Condition, When } from './pipeline-syntax.ts';
import { JenkinsfileProblem, listed, type Position } from './problem.ts';
import { readSteps } from './sections.ts';
import type { Call } from './syntax.ts';
import type { TokenReader } from './token-reader.ts';

const FLAGS = ['beforeAgent', 'beforeInput', 'beforeOptions'];

/** Reads `when { … }`; several conditions are all needed. */
export function readWhen(reader: TokenReader): When {
  const { at } = reader;
  const flags = new Set<string>();
  const conditions: Condition[] = [];
  readEntries(
    reader,
    (name, place) => {
      if (!FLAGS.includes(name)) {
        conditions.push(readCondition(reader, name, place));
        return;
      }
      const literals = new Literals(readCall(reader), ['value']);
      if (literals.flag('value')) flags.add(name);
    },
    'a condition',
  );
  return {
    condition: all('when', conditions, at),
    beforeAgent: flags.has('beforeAgent') || flags.has('beforeOptions'),
    beforeInput: flags.has('beforeInput') || flags.has('beforeOptions'),
  };
}

function all(
  section: string,
  conditions: readonly Condition[],
  at: Position,
): Condition {
  const [first, second] = conditions;
  if (!first)
    throw new JenkinsfileProblem(`Empty ${section}: no condition in it`, at);
  return second ? { kind: 'allOf', conditions, at } : first;
}

function readNested(reader: TokenReader): Condition[] {
  const conditions: Condition[] = [];
  readEntries(
    reader,
    (name, at) => conditions.push(readCondition(reader, name, at)),
    'a condition',
  );
  return conditions;
}

const CHANGE = [
  ...['id', 'target', 'branch', 'fork', 'url', 'title', 'author'],
  ...['authorDisplayName', 'authorEmail'],
];

const SIMPLE: Readonly<Record<string, (call: Call) => Condition>> = {
  branch: call => matching('branch', call),
  tag: call => matching('tag', call),
  buildingTag: call => {
    takeNothing(call);
    return { kind: 'buildingTag', at: call.at };
  },
  environment: call => {
    const literals = new Literals(call, ['name', 'value', 'ignoreCase']);
    return {
      kind: 'environment',
      name: literals.required('name'),
      value: literals.required('value'),
      ignoreCase: literals.flag('ignoreCase') ?? false,
      at: call.at,
    };
  },
  equals: call => {
    const literals = new Literals(call, ['expected', 'actual']);
    return {
      kind: 'equals',
      expected: literals.required('expected'),
      actual: literals.required('actual'),
      at: call.at,
    };
  },
  changeRequest: call => {
    const literals = new Literals(call, [...CHANGE, 'comparator']);
    return {
      kind: 'changeRequest',
      filters: call.named.filter(({ name }) => name !== 'comparator'),
      comparator: comparatorOf(literals, call, 'EQUALS'),
      at: call.at,
    };
  },
};

function matching(kind: 'branch' | 'tag', call: Call): Condition {
  const literals = new Literals(call, ['pattern', 'comparator']);
  return {
    kind,
    pattern: literals.required('pattern'),
    comparator: comparatorOf(literals, call, 'GLOB'),
    at: call.at,
  };
}

function comparatorOf(
  literals: Literals,
  { at }: Call,
  otherwise: Comparator,
): Comparator {
  const name = literals.text('comparator') ?? otherwise;
  if (name === 'EQUALS' || name === 'GLOB' || name === 'REGEXP') return name;
  throw new JenkinsfileProblem(
    `Expecting one of [EQUALS, GLOB, REGEXP] for parameter "comparator", found "${name}"`,
    at,
  );
}

const NESTED = ['allOf', 'anyOf', 'not', 'expression'];

function readCondition(
  reader: TokenReader,
  name: string,
  at: Position,
): Condition {
  if (name === 'expression') {
    reader.take();
    return { kind: name, body: readSteps(reader, true), at };
  }
  if (name === 'not' || name === 'allOf' || name === 'anyOf') {
    reader.take();
    const conditions = readNested(reader);
    const [first, second] = conditions;
    if (!first || (name === 'not' && second))
      throw new JenkinsfileProblem(
        `"${name}" needs ${
          name === 'not' ? 'exactly' : 'at least'
        } one condition`,
        at,
      );
    if (name === 'not') return { kind: name, condition: first, at };
    return { kind: name, conditions, at };
  }
  const read = Object.hasOwn(SIMPLE, name) ? SIMPLE[name] : undefined;
  if (!read)
    throw new JenkinsfileProblem(
      `Unknown conditional ${name}. Valid conditionals are: ${listed([
        ...NESTED,
        ...Object.keys(SIMPLE),
      ])}`,
      at,
    );
  const call = readCall(reader);
  call.positional.forEach(checkExpression);
  call.named.forEach(({ value }) => checkExpression(value));
  return read(call);
}
