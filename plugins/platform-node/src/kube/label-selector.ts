import { InputError } from '@backstage/errors';
import type { LabelSelector } from 'kubernetes-types/meta/v1';

/** One condition on labels; a selector demands all of its conditions. */
export type Requirement =
  | {
      readonly operator: 'in' | 'not-in';
      readonly key: string;
      readonly values: readonly string[];
    }
  | { readonly operator: 'exists' | 'absent'; readonly key: string }
  | {
      readonly operator: 'less' | 'greater';
      readonly key: string;
      readonly than: number;
    };

/** Labels of an object, as its metadata has them. */
export type Labels = Readonly<Record<string, string>>;

const KEY = String.raw`(?:[a-z0-9.-]{1,253}\/)?[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?`;
const VALUE = String.raw`(?:[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?`;
const IS = new RegExp(`^(${KEY})\\s*(==|=|!=)\\s*(${VALUE})$`);
const AMONG = new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const COMPARED = new RegExp(`^(${KEY})\\s*([<>])\\s*(-?\\d+)$`);
const EXISTS = new RegExp(`^(!?)\\s*(${KEY})$`);
const IS_VALUE = new RegExp(`^${VALUE}$`);
const IS_NUMBER = /^-?\d+$/;

/**
 * Reads a selector as the API server's query parameter `labelSelector` has it:
 * `a=b, c!=d, e in (f, g), h notin (i), j, !k, l>1, m<9`. An empty one has no conditions.
 *
 * @throws InputError naming the part that is not understood
 */
export function parseLabelSelector(text: string): readonly Requirement[] {
  if (text.trim() === '') return [];
  // A comma within parentheses separates values.
  return text.split(/,(?![^()]*\))/).map(part => requirementIn(part.trim()));
}

function requirementIn(part: string): Requirement {
  const [, subject, sign, value] = IS.exec(part) ?? [];
  if (subject !== undefined) {
    const operator = sign === '!=' ? 'not-in' : 'in';
    return { operator, key: subject, values: [value] };
  }
  const [, member, word, list = ''] = AMONG.exec(part) ?? [];
  const values = list.split(',').map(one => one.trim());
  if (member !== undefined && values.every(one => IS_VALUE.test(one))) {
    return { operator: word === 'in' ? 'in' : 'not-in', key: member, values };
  }
  const [, compared, than, bound] = COMPARED.exec(part) ?? [];
  if (compared !== undefined) {
    const operator = than === '<' ? 'less' : 'greater';
    return { operator, key: compared, than: Number(bound) };
  }
  const [, not, key] = EXISTS.exec(part) ?? [];
  if (key !== undefined) {
    return { operator: not ? 'absent' : 'exists', key };
  }
  throw new InputError(
    `The label selector has a part that is not understood: "${part}"`,
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
  const { key } = requirement;
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (requirement.operator) {
    case 'in':
      return value !== undefined && requirement.values.includes(value);
    case 'not-in':
      return value === undefined || !requirement.values.includes(value);
    case 'exists':
      return value !== undefined;
    case 'absent':
      return value === undefined;
    case 'less':
    case 'greater':
    default:
      return compares(value, requirement);
  }
}

function compares(
  value: string | undefined,
  { operator, than }: Extract<Requirement, { than: number }>,
): boolean {
  if (value === undefined || !IS_NUMBER.test(value)) return false;
  return operator === 'less' ? Number(value) < than : Number(value) > than;
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
