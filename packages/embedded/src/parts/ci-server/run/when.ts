import type { Comparator, Condition } from '../jenkinsfile/pipeline-syntax.ts';
import type { Expression } from '../jenkinsfile/syntax.ts';
import { antPattern } from './ant-pattern.ts';
import { type Context, environmentOf } from './context.ts';
import { valueOf, valueOfBlock } from './interpret.ts';
import { matches } from './methods.ts';
import { areEqual, asText, isTrue } from './values.ts';

/** Whether a stage is to be run. */
export async function holds(
  condition: Condition,
  context: Context,
): Promise<boolean> {
  switch (condition.kind) {
    case 'not':
      return !(await holds(condition.condition, context));
    case 'allOf':
      for (const each of condition.conditions)
        if (!(await holds(each, context))) return false;
      return true;
    case 'anyOf':
      for (const each of condition.conditions)
        if (await holds(each, context)) return true;
      return false;
    case 'expression': {
      const value = await valueOfBlock(condition.body, context);
      // The declarative pipeline takes the text "false" for what it says.
      return value !== 'false' && isTrue(value);
    }
    case 'equals':
      return areEqual(
        await valueOf(condition.expected, context),
        await valueOf(condition.actual, context),
      );
    default:
      return holdsForVariables(condition, context);
  }
}

type OfVariables = Extract<
  Condition,
  { kind: 'branch' | 'tag' | 'buildingTag' | 'environment' | 'changeRequest' }
>;

async function holdsForVariables(
  condition: OfVariables,
  context: Context,
): Promise<boolean> {
  const environment = environmentOf(context);
  const text = async (value: Expression) =>
    asText(await valueOf(value, context));
  switch (condition.kind) {
    case 'buildingTag':
      return Boolean(environment.TAG_NAME);
    case 'branch':
    case 'tag': {
      const found =
        environment[condition.kind === 'tag' ? 'TAG_NAME' : 'BRANCH_NAME'];
      const pattern = await text(condition.pattern);
      return (
        found !== undefined && compare(condition.comparator, pattern, found)
      );
    }
    case 'environment': {
      const found = environment[await text(condition.name)] ?? '';
      const value = await text(condition.value);
      return condition.ignoreCase
        ? found.toLowerCase() === value.toLowerCase()
        : found === value;
    }
    default:
      if (!environment.CHANGE_ID) return false;
      for (const { name, value } of condition.filters) {
        const found = environment[changeVariable(name)] ?? '';
        if (!compare(condition.comparator, await text(value), found))
          return false;
      }
      return true;
  }
}

/** `authorEmail` is in CHANGE_AUTHOR_EMAIL. */
function changeVariable(name: string): string {
  return `CHANGE_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`;
}

function compare(by: Comparator, pattern: string, found: string): boolean {
  if (by === 'EQUALS') return pattern === found;
  if (by === 'REGEXP') return matches(found, pattern);
  return antPattern(pattern).test(found);
}
