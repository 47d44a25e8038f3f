import { readEntries } from './blocks.ts';
import { checkExpression, checkStatements } from './check.ts';
import { readExpression } from './expressions.ts';
import { Literals } from './literals.ts';
import {
  type Agent,
  type EnvironmentEntry,
  POST_CONDITIONS,
  type PostCondition,
  type PostSection,
  type Tool,
} from './pipeline-syntax.ts';
import { listed } from './problem.ts';
import { readBlock } from './statements.ts';
import type { Expression } from './syntax.ts';
import type { TokenReader } from './token-reader.ts';
import { describeToken } from './tokens.ts';

const AGENTS = ['any', 'none', 'label', 'node'];

/** `agent any`, `agent none`, `agent { label 'x' }` or `agent { node { label 'x' } }`. */
export function readAgent(reader: TokenReader): Agent {
  if (!reader.isSymbol('{')) {
    const { text, at } = reader.expectWord('an agent');
    if (text === 'any' || text === 'none') return { kind: text };
    throw reader.problem(unknownAgent(text), at);
  }
  let agent: Agent | undefined;
  readEntries(
    reader,
    (name, at) => {
      if (agent) throw reader.problem('Only one agent type is allowed', at);
      if (name === 'label') agent = { kind: 'label', ...readLabel(reader) };
      else if (name === 'node') agent = readNode(reader);
      else throw reader.problem(unknownAgent(name), at);
    },
    'an agent type',
  );
  if (!agent) throw reader.problem('Not a valid agent: it says nothing');
  return agent;
}

function unknownAgent(name: string): string {
  return `Invalid agent type "${name}" specified. Must be one of ${listed(
    AGENTS,
  )}`;
}

function readLabel(reader: TokenReader): { label: Expression } {
  reader.take();
  return { label: readChecked(reader) };
}

function readNode(reader: TokenReader): Agent {
  reader.take();
  const found: { label?: Expression; customWorkspace?: Expression } = {};
  readEntries(
    reader,
    (name, at) => {
      if (name !== 'label' && name !== 'customWorkspace')
        throw reader.problem(
          `Invalid config option "${name}" for agent type "node". Valid config options are [customWorkspace, label]`,
          at,
        );
      reader.take();
      found[name] = readChecked(reader);
    },
    'a config option',
  );
  return { kind: 'label', ...found };
}

/** One value that is known to be understood. */
export function readChecked(reader: TokenReader): Expression {
  const value = readExpression(reader);
  checkExpression(value);
  return value;
}

export function readEnvironment(reader: TokenReader): EnvironmentEntry[] {
  const entries: EnvironmentEntry[] = [];
  readEntries(
    reader,
    (name, at) => {
      if (entries.some(entry => entry.name === name))
        throw reader.problem(
          `Duplicate environment variable name: "${name}"`,
          at,
        );
      reader.take();
      if (!reader.accept('='))
        throw reader.problem(
          `Expected name=value pairs in environment, found ${describeToken(
            reader.next,
          )}`,
        );
      entries.push({ name, at, value: readEnvironmentValue(reader) });
    },
    'the name of a variable',
  );
  return entries;
}

function readEnvironmentValue(reader: TokenReader): EnvironmentEntry['value'] {
  const ofCredentials = reader.isWord('credentials') && reader.isSymbol('(', 1);
  if (!ofCredentials) return { kind: 'value', value: readChecked(reader) };
  const value = readExpression(reader);
  if (value.kind !== 'call')
    throw reader.problem('credentials(…) has to stand alone', value.at);
  const id = new Literals(value.call, ['credentialsId']).required(
    'credentialsId',
  );
  checkExpression(id);
  return { kind: 'credentials', id };
}

export function readTools(reader: TokenReader): Tool[] {
  const tools: Tool[] = [];
  readEntries(
    reader,
    (type, at) => {
      reader.take();
      tools.push({ type, version: readChecked(reader), at });
    },
    'a tool type',
  );
  return tools;
}

/** Steps between braces, refused when one of them is not known. */
export function readSteps(reader: TokenReader, inScript = false) {
  const steps = readBlock(reader);
  checkStatements(steps, inScript);
  return steps;
}

/** The sections, in the order in which they are run. */
export function readPost(reader: TokenReader): PostSection[] {
  const found = new Map<PostCondition, PostSection>();
  readEntries(
    reader,
    (name, at) => {
      const condition = POST_CONDITIONS.find(each => each === name);
      if (!condition)
        throw reader.problem(
          `Invalid condition "${name}" - valid conditions are ${listed(
            POST_CONDITIONS,
          )}`,
          at,
        );
      if (found.has(condition))
        throw reader.problem(`Duplicate build condition name: "${name}"`, at);
      reader.take();
      found.set(condition, { condition, steps: readSteps(reader) });
    },
    'a condition',
  );
  return POST_CONDITIONS.flatMap(condition => found.get(condition) ?? []);
}
