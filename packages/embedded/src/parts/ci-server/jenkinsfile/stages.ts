import { readEntries, Sections } from './blocks.ts';
import { plainText } from './check.ts';
import { readArguments } from './expressions.ts';
import { readStageOptions } from './options.ts';
import { readParameters } from './parameters.ts';
import type { InputDirective, Stage } from './pipeline-syntax.ts';
import { listed, type Position } from './problem.ts';
import {
  readAgent,
  readChecked,
  readEnvironment,
  readPost,
  readSteps,
  readTools,
} from './sections.ts';
import type { Expression } from './syntax.ts';
import type { TokenReader } from './token-reader.ts';
import { readWhen } from './when.ts';

/** Reads `{ stage('…') { … } … }`, with names that no other stage has. */
export function readStages(reader: TokenReader, names: Set<string>): Stage[] {
  const { at } = reader;
  const stages: Stage[] = [];
  readEntries(
    reader,
    (name, place) => {
      if (name !== 'stage')
        throw reader.problem(`Expected a stage, found "${name}"`, place);
      reader.take();
      stages.push(readStage(reader, names, place));
    },
    'a stage',
  );
  if (stages.length === 0) throw reader.problem('No stages specified', at);
  return stages;
}

const KNOWN = [
  ...['agent', 'environment', 'failFast', 'input', 'options', 'parallel'],
  ...['post', 'stages', 'steps', 'tools', 'when'],
];

type Draft = { -readonly [K in keyof Stage]?: Stage[K] };

function readStage(
  reader: TokenReader,
  names: Set<string>,
  at: Position,
): Stage {
  const name = readName(reader);
  if (names.has(name))
    throw reader.problem(`Duplicate stage name: "${name}"`, at);
  names.add(name);
  const draft: Draft = {};
  const sections = new Sections(
    reader,
    section =>
      `Unknown stage section "${section}". Starting with version 0.5, steps in a stage must be in a 'steps' block. Known are ${listed(
        KNOWN,
      )}`,
  );
  readEntries(
    reader,
    (section, place) =>
      sections.read(stageSections(reader, names, draft), section, place),
    'a stage section',
  );
  return finish(reader, { name, at }, draft, sections);
}

function readName(reader: TokenReader): string {
  const { at } = reader;
  const { positional, named } = readArguments(reader);
  const value =
    positional[0] ?? named.find(each => each.name === 'name')?.value;
  const name = plainText(value);
  if (positional.length + named.length !== 1 || !name)
    throw reader.problem(
      'Expected the name of a stage, without interpolation',
      at,
    );
  return name;
}

function stageSections(
  reader: TokenReader,
  names: Set<string>,
  draft: Draft,
): Record<string, () => void> {
  const nested = (kind: 'stages' | 'parallel') => () => {
    draft.work = oneWork(reader, draft, {
      kind,
      stages: readStages(reader, names),
    });
  };
  return {
    agent: () => (draft.agent = readAgent(reader)),
    environment: () => (draft.environment = readEnvironment(reader)),
    failFast: () => (draft.failFast = readFlag(reader)),
    input: () => (draft.input = readInput(reader)),
    options: () => (draft.options = readStageOptions(reader)),
    parallel: nested('parallel'),
    post: () => (draft.post = readPost(reader)),
    stages: nested('stages'),
    steps: () => {
      draft.work = oneWork(reader, draft, {
        kind: 'steps',
        steps: readSteps(reader),
      });
    },
    tools: () => (draft.tools = readTools(reader)),
    when: () => (draft.when = readWhen(reader)),
  };
}

function oneWork(
  reader: TokenReader,
  draft: Draft,
  work: Stage['work'],
): Stage['work'] {
  if (draft.work)
    throw reader.problem(
      'Only one of "parallel", "stages" or "steps" is allowed for a stage',
    );
  return work;
}

function readFlag(reader: TokenReader): boolean {
  const { at } = reader;
  const { text } = reader.expectWord('true or false');
  if (text === 'true' || text === 'false') return text === 'true';
  throw reader.problem(`Expected true or false, found "${text}"`, at);
}

function finish(
  reader: TokenReader,
  named: Pick<Stage, 'name' | 'at'>,
  draft: Draft,
  sections: Sections,
): Stage {
  const { name, at } = named;
  const { work } = draft;
  if (!work)
    throw reader.problem(
      `Expected one of "steps", "stages", or "parallel" for stage "${name}"`,
      at,
    );
  if (sections.has('failFast') && work.kind !== 'parallel')
    throw reader.problem(
      '"failFast" can only be used in stages with "parallel"',
      at,
    );
  if (work.kind === 'parallel' && (draft.agent || draft.tools))
    throw reader.problem(
      `"agent" and "tools" are not allowed in stage "${name}" as it contains parallel stages`,
      at,
    );
  const { environment = [], options = {}, post = [], tools = [] } = draft;
  const { failFast = false } = draft;
  return {
    ...draft,
    name,
    at,
    work,
    environment,
    options,
    post,
    tools,
    failFast,
  };
}

const INPUT = [
  'message',
  'id',
  'ok',
  'submitter',
  'submitterParameter',
] as const;

function readInput(reader: TokenReader): InputDirective {
  const { at } = reader;
  const values: Partial<Record<(typeof INPUT)[number], Expression>> = {};
  const sections = new Sections(
    reader,
    name =>
      `Unknown input section "${name}". Known are ${listed([
        ...INPUT,
        'parameters',
      ])}`,
  );
  let parameters: InputDirective['parameters'] = [];
  const known: Record<string, () => void> = {
    parameters: () => (parameters = readParameters(reader)),
  };
  for (const name of INPUT)
    known[name] = () => (values[name] = readChecked(reader));
  readEntries(
    reader,
    (name, place) => sections.read(known, name, place),
    'an input section',
  );
  const { message } = values;
  if (!message)
    throw reader.problem(
      'Missing required parameter: "message" of "input"',
      at,
    );
  return { ...values, message, parameters, at };
}
