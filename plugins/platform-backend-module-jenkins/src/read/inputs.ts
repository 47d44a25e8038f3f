import type {
  InputParameter,
  PendingInput,
} from '@pilothouse/plugin-platform-common';
import type { AskedInput } from './schemas';

const kinds: ReadonlyMap<string, InputParameter['kind']> = new Map([
  ['StringParameterDefinition', 'string'],
  ['TextParameterDefinition', 'text'],
  ['BooleanParameterDefinition', 'boolean'],
  ['ChoiceParameterDefinition', 'choice'],
  ['PasswordParameterDefinition', 'password'],
]);

/** What Jenkins calls the button of a question that gives it no name, in any language. */
const unnamed = 'Proceed';

/** A question as people are asked it. */
export function pendingInputOf(
  { id, message, proceedText, inputs }: AskedInput,
  runUrl: string | undefined,
  restrictedTo?: string,
): PendingInput {
  return {
    id,
    message: message ?? '',
    proceed: proceedText && proceedText !== unnamed ? proceedText : undefined,
    parameters: (inputs ?? []).map(parameterOf),
    restrictedTo,
    url: runUrl && `${runUrl}input/`,
  };
}

function parameterOf({
  name,
  type,
  description,
  definition,
}: NonNullable<AskedInput['inputs']>[number]): InputParameter {
  const kind = kinds.get(type ?? '') ?? 'other';
  const value = definition?.defaultVal;
  const plain = typeof value === 'string' || typeof value === 'boolean';
  return {
    name,
    kind,
    description: description || undefined,
    // What was typed as a password is not shown again.
    default: plain && kind !== 'password' ? value : undefined,
    choices: definition?.choices ?? undefined,
  };
}
