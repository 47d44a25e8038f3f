import type { DeclaredTrigger, ParameterDefinition } from '../model.ts';
import { readCalls } from './blocks.ts';
import { Literals } from './literals.ts';
import { JenkinsfileProblem } from './problem.ts';
import type { Call } from './syntax.ts';
import type { TokenReader } from './token-reader.ts';

const TEXT = ['name', 'defaultValue', 'description', 'trim'];

const READERS: Readonly<Record<string, (call: Call) => ParameterDefinition>> = {
  string: call => readText('string', call),
  text: call => readText('text', call),
  password: call => readText('password', call),
  booleanParam: call => {
    const literals = new Literals(call, [
      'name',
      'defaultValue',
      'description',
    ]);
    return {
      ...common(literals),
      kind: 'boolean',
      default: literals.flag('defaultValue') ?? false,
    };
  },
  choice: call => {
    const literals = new Literals(call, ['name', 'choices', 'description']);
    return {
      ...common(literals),
      kind: 'choice',
      choices: literals.texts('choices'),
    };
  },
};

function readText(
  kind: 'string' | 'text' | 'password',
  call: Call,
): ParameterDefinition {
  const literals = new Literals(call, TEXT);
  return {
    ...common(literals),
    kind,
    default: literals.text('defaultValue') ?? '',
  };
}

function common(literals: Literals) {
  const description = literals.text('description');
  const name = literals.requiredText('name');
  return { name, ...(description && { description }) };
}

/** Reads `parameters { … }` of a pipeline or of an input. */
export function readParameters(reader: TokenReader): ParameterDefinition[] {
  const found: ParameterDefinition[] = [];
  const readers = Object.entries(READERS).map(
    ([type, read]) =>
      [
        type,
        (call: Call) => found.push(unique(read(call), found, call)),
      ] as const,
  );
  readCalls(reader, Object.fromEntries(readers), {
    section: 'parameter',
    repeats: true,
  });
  return found;
}

function unique(
  parameter: ParameterDefinition,
  before: readonly ParameterDefinition[],
  { at }: Call,
): ParameterDefinition {
  if (before.some(({ name }) => name === parameter.name))
    throw new JenkinsfileProblem(
      `Duplicate parameter name: "${parameter.name}"`,
      at,
    );
  return parameter;
}

const RESULTS = [
  'SUCCESS',
  'UNSTABLE',
  'FAILURE',
  'NOT_BUILT',
  'ABORTED',
] as const;

/** Reads `triggers { … }`. */
export function readTriggers(reader: TokenReader): DeclaredTrigger[] {
  const found: DeclaredTrigger[] = [];
  const timed = (kind: 'cron' | 'pollSCM') => (call: Call) => {
    const spec = new Literals(call, ['spec']).requiredText('spec');
    found.push({ kind, spec });
  };
  readCalls(
    reader,
    {
      cron: timed('cron'),
      pollSCM: timed('pollSCM'),
      upstream: call => found.push(readUpstream(call)),
    },
    { section: 'trigger', repeats: false },
  );
  return found;
}

function readUpstream(call: Call): DeclaredTrigger {
  const literals = new Literals(call, ['upstreamProjects', 'threshold']);
  const projects = literals
    .requiredText('upstreamProjects')
    .split(',')
    .map(name => name.trim())
    .filter(Boolean);
  const threshold = literals.expression('threshold');
  if (!threshold) return { kind: 'upstream', projects, threshold: 'SUCCESS' };
  const name =
    threshold.kind === 'property' ? threshold.name : literals.text('threshold');
  const result = RESULTS.find(each => each === name);
  if (!result)
    throw new JenkinsfileProblem(
      'Expecting a result such as hudson.model.Result.SUCCESS for "threshold"',
      threshold.at,
    );
  return { kind: 'upstream', projects, threshold: result };
}
