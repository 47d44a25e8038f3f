import { InputError } from '@backstage/errors';
import type { LabelSelector } from 'kubernetes-types/meta/v1';

/** One condition on labels; a selector demands all of its conditions. */
export type Requirement =
  | {
      readonly operator: 'in' | 'not-in';
      readonly key: string;
      readonly values: readonly string[];
    }
  | { readonly operator: 'exists' | 'absent'; readonly key: string };

/** Labels of an object, as its metadata has them. */
export type Labels = Readonly<Record<string, string>>;

const NAME = '[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?';
const VALUE = '[A-Za-z0-9._-]*';
const IS = new RegExp(`^(${NAME})\\s*(==|=|!=)\\s*(${VALUE})$`);
const AMONG = new RegExp(`^(${NAME})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const EXISTS = new RegExp(`^(!?)\\s*(${NAME})$`);

/**
 * Reads a selector as the API server's query parameter `labelSelector` has it:
 * `a=b, c!=d, e in (f, g), h notin (i), j, !k`.
 *
 * @throws InputError naming the part that is not understood
 */
export function parseLabelSelector(text: string): readonly Requirement[] {
  return text
    .split(/,(?![^()]*\))/)
    .map(part => part.trim())
    .filter(part => part !== '')
    .map(requirementIn);
}

function requirementIn(part: string): Requirement {
  const [, subject, sign, value] = IS.exec(part) ?? [];
  if (subject !== undefined) {
    const operator = sign === '!=' ? 'not-in' : 'in';
    return { operator, key: subject, values: [value] };
  }
  const [, member, word, list] = AMONG.exec(part) ?? [];
  if (member !== undefined) {
    const operator = word === 'in' ? 'in' : 'not-in';
    const values = list.split(',').map(one => one.trim());
    return { operator, key: member, values };
  }
  const [, not, key] = EXISTS.exec(part) ?? [];
  if (key !== undefined) {
    return { operator: not ? 'absent' : 'exists', key };
  }
  throw new InputError(
    `The label selector has a part that is not understood: ${part}`,
  );
}

const OPERATORS = {
  In: 'in',
  NotIn: 'not-in',
  Exists: 'exists',
  DoesNotExist: 'absent',
} as const;

const read = new WeakMap<object, readonly Requirement[]>();

/** The conditions of a selector in an object's specification. */
export function requirementsOf(
  selector: LabelSelector,
): readonly Requirement[] {
  const known = read.get(selector) ?? readRequirements(selector);
  read.set(selector, known);
  return known;
}

function readRequirements(selector: LabelSelector): readonly Requirement[] {
  const equal = Object.entries(selector.matchLabels ?? {}).map(
    ([key, value]): Requirement => ({ operator: 'in', key, values: [value] }),
  );
  const more = (selector.matchExpressions ?? []).map(
    ({ key, operator: word, values = [] }): Requirement => {
      const operator = OPERATORS[word as keyof typeof OPERATORS] ?? 'exists';
      return operator === 'in' || operator === 'not-in'
        ? { operator, key, values }
        : { operator, key };
    },
  );
  return [...equal, ...more];
}

/** Whether labels meet all conditions. */
export function selects(
  requirements: readonly Requirement[],
  labels: Labels = {},
): boolean {
  return requirements.every(requirement => meets(requirement, labels));
}

function meets(requirement: Requirement, labels: Labels): boolean {
  const value = labels[requirement.key];
  switch (requirement.operator) {
    case 'in':
      return value !== undefined && requirement.values.includes(value);
    case 'not-in':
      return value === undefined || !requirement.values.includes(value);
    case 'exists':
      return value !== undefined;
    case 'absent':
    default:
      return value === undefined;
  }
}

const fixed = new WeakMap<readonly Requirement[], Labels>();

/** Labels whose values are fixed by the conditions: what an index can look up. */
export function fixedLabels(requirements: readonly Requirement[]): Labels {
  const labels = fixed.get(requirements) ?? findFixed(requirements);
  fixed.set(requirements, labels);
  return labels;
}

function findFixed(requirements: readonly Requirement[]): Labels {
  return Object.fromEntries(
    requirements.flatMap(requirement =>
      requirement.operator === 'in' && requirement.values.length === 1
        ? [[requirement.key, requirement.values[0]]]
        : [],
    ),
  );
}
