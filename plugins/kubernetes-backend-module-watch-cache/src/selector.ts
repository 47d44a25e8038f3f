import { InputError } from '@backstage/errors';

type Labels = Readonly<Record<string, string>>;

/** One part of a label selector. */
export type Requirement =
  | { readonly kind: 'exists' | 'missing'; readonly label: string }
  | {
      readonly kind: 'in' | 'notin';
      readonly label: string;
      readonly values: readonly string[];
    }
  | {
      readonly kind: 'less' | 'greater';
      readonly label: string;
      readonly than: number;
    };

const LABEL = String.raw`(?:[a-z0-9.-]{1,253}\/)?[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?`;
const VALUE = String.raw`(?:[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?`;

const has = new RegExp(`^(!?)\\s*(${LABEL})$`);
const equals = new RegExp(`^(${LABEL})\\s*(==|=|!=)\\s*(${VALUE})$`);
const isIn = new RegExp(`^(${LABEL})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const compares = new RegExp(`^(${LABEL})\\s*([<>])\\s*(-?\\d+)$`);
const value = new RegExp(`^${VALUE}$`);

/**
 * Reads a label selector, as Kubernetes writes it.
 *
 * @throws InputError that names the part that is none
 */
export function parseSelector(text: string): Requirement[] {
  // A comma within parentheses separates values.
  return text
    .split(/,(?![^()]*\))/)
    .map(part => part.trim())
    .filter((part, _, all) => part !== '' || all.length > 1)
    .map(parsePart);
}

function parsePart(part: string): Requirement {
  const equal = equals.exec(part);
  if (equal) {
    const [, label, operator, given] = equal;
    return {
      kind: operator === '!=' ? 'notin' : 'in',
      label,
      values: [given],
    };
  }
  const set = isIn.exec(part);
  if (set) {
    const [, label, kind, list] = set;
    const values = list.split(',').map(one => one.trim());
    if (values.every(one => value.test(one))) {
      return { kind: kind === 'in' ? 'in' : 'notin', label, values };
    }
  }
  const comparison = compares.exec(part);
  if (comparison) {
    const [, label, operator, than] = comparison;
    const kind = operator === '<' ? 'less' : 'greater';
    return { kind, label, than: Number(than) };
  }
  const bare = has.exec(part);
  if (bare) {
    return { kind: bare[1] ? 'missing' : 'exists', label: bare[2] };
  }
  throw new InputError(`"${part}" is no part of a label selector`);
}

/** Whether labels fit a selector. */
export function fits(
  labels: Labels,
  requirements: readonly Requirement[],
): boolean {
  return requirements.every(requirement => fitsOne(labels, requirement));
}

function fitsOne(labels: Labels, requirement: Requirement): boolean {
  const given = Object.hasOwn(labels, requirement.label);
  const own = given ? labels[requirement.label] : undefined;
  switch (requirement.kind) {
    case 'exists':
      return own !== undefined;
    case 'missing':
      return own === undefined;
    case 'in':
      return own !== undefined && requirement.values.includes(own);
    case 'notin':
      return own === undefined || !requirement.values.includes(own);
    default:
      return compare(own, requirement);
  }
}

function compare(
  own: string | undefined,
  { kind, than }: Extract<Requirement, { kind: 'less' | 'greater' }>,
): boolean {
  if (own === undefined || !/^-?\d+$/.test(own)) return false;
  return kind === 'less' ? Number(own) < than : Number(own) > than;
}

/** Labels whose value a selector fixes, by which an index can find what fits. */
export function exactLabels(requirements: readonly Requirement[]): Labels {
  return Object.fromEntries(
    requirements.flatMap(requirement =>
      requirement.kind === 'in' && requirement.values.length === 1
        ? [[requirement.label, requirement.values[0]]]
        : [],
    ),
  );
}
