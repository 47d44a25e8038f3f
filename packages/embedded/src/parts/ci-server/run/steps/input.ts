import { randomBytes } from 'node:crypto';
import type {
  InputDecision,
  ParameterDefinition,
  ParameterValues,
  PendingInput,
} from '../../model.ts';
import { type Context, say } from '../context.ts';
import { Interruption, StepFailure } from '../outcome.ts';
import { asText, Described, isList, type Value } from '../values.ts';
import type { Step } from './step.ts';

type Question = Omit<PendingInput, 'id' | 'stageId' | 'askedAtMillis'> & {
  readonly id?: string;
};

type Proceed = Extract<InputDecision, { kind: 'proceed' }>;

/** Asks, and waits until somebody answers or the steps are interrupted. */
export async function ask(
  context: Context,
  question: Question,
): Promise<Proceed> {
  const { session, signal, stageId = '' } = context;
  signal.throwIfAborted();
  const id = identifier(question.id);
  if (session.inputs.has(id))
    throw new StepFailure(`an input with the id "${id}" waits already`);
  const input = { ...question, id, stageId, askedAtMillis: Date.now() };
  // The question is there before the log speaks of it.
  const [decision] = await Promise.all([
    waitForDecision(context, input),
    say(context, `${question.message}\n${question.ok} or Abort`),
  ]);
  session.state.settle(input, decision ?? { kind: 'interrupted' });
  signal.throwIfAborted();
  if (decision?.kind !== 'proceed') {
    const by = decision?.by ?? 'unknown';
    await say(context, `Rejected by ${by}`);
    throw new Interruption('input', `Rejected by ${by}`);
  }
  await say(context, `Approved by ${decision.by}`);
  return decision;
}

/** Jenkins writes the first letter of an input's id in upper case. */
function identifier(given: string | undefined): string {
  const id = given ?? `I${randomBytes(16).toString('hex')}`;
  return `${id.charAt(0).toUpperCase()}${id.slice(1)}`;
}

async function waitForDecision(
  { session, signal }: Context,
  input: PendingInput,
): Promise<InputDecision | undefined> {
  let stop = () => {};
  try {
    return await new Promise<InputDecision | undefined>(resolve => {
      stop = () => resolve(undefined);
      signal.addEventListener('abort', stop);
      session.inputs.set(input.id, { answer: resolve });
      session.state.ask(input);
    });
  } finally {
    signal.removeEventListener('abort', stop);
    session.inputs.delete(input.id);
  }
}

/** Values of the parameters, with the defaults of those that were left out. */
export function parameterValues(
  definitions: readonly ParameterDefinition[],
  given: ParameterValues,
): ParameterValues {
  return Object.fromEntries(
    definitions.map(each => [each.name, given[each.name] ?? defaultOf(each)]),
  );
}

function defaultOf(definition: ParameterDefinition): string | boolean {
  if (definition.kind === 'choice') return definition.choices[0] ?? '';
  return definition.default;
}

/** People and groups, as a text with commas names them. */
export function submittersOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(Boolean);
}

const input: Step = async ({ context, args }) => {
  const parameters = args.list('parameters').map(parameterOf);
  const id = args.text('id');
  const submitterParameter = args.text('submitterParameter');
  const decision = await ask(context, {
    message: args.required('message'),
    ok: args.text('ok') ?? 'Proceed',
    submitters: submittersOf(args.text('submitter')),
    parameters,
    ...(id && { id }),
    ...(submitterParameter && { submitterParameter }),
  });
  const values = new Map<string, Value>(
    Object.entries(parameterValues(parameters, decision.parameters)),
  );
  if (submitterParameter) values.set(submitterParameter, decision.by);
  const [only = null] = values.values();
  return values.size > 1 ? values : only;
};

function parameterOf(value: Value): ParameterDefinition {
  if (!(value instanceof Described))
    throw new StepFailure(`"${asText(value)}" is no parameter`);
  const { name: type, values } = value;
  const name = asText(values.name ?? '');
  if (name === '') throw new StepFailure('a parameter needs a name');
  const description = values.description ? asText(values.description) : '';
  const common = { name, ...(description && { description }) };
  const { defaultValue = null, choices = null } = values;
  switch (type) {
    case 'booleanParam':
      return { ...common, kind: 'boolean', default: defaultValue === true };
    case 'choice': {
      const all = isList(choices)
        ? choices.map(asText)
        : asText(choices).split('\n');
      return { ...common, kind: 'choice', choices: all };
    }
    case 'string':
    case 'text':
    case 'password': {
      const text = defaultValue === null ? '' : asText(defaultValue);
      return { ...common, kind: type, default: text };
    }
    default:
      throw new StepFailure(`"${type}" is no type of a parameter`);
  }
}

export const INPUT_STEPS = { input };
