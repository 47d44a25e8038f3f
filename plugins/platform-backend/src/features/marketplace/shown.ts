import { isDeepStrictEqual } from 'node:util';
import { InputError } from '@backstage/errors';
import {
  askedFor,
  valuesSchema,
  withoutPaths,
  type Values,
} from '@pilothouse/plugin-platform-common';
import type {
  CustomObject,
  MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import { stringify } from 'yaml';

type Sensitive = Pick<MiddlewareItem, 'sensitive'>;

/** What stands where a value is shown to nobody. */
export const mask = '••••••';
const otherMask = `${mask} ≠ ${mask}`;

/**
 * What is wanted of an instance, as far as everybody may know who sees it: the fields that
 * the item's definition names. Whoever may read the object itself may read the others.
 */
export function fieldsShown(
  { fields, ...item }: Pick<MiddlewareItem, 'fields'> & Sensitive,
  object: CustomObject,
): string {
  const paths = fields.map(({ path }) => path);
  return inYaml(masked(askedFor(specOf(object), paths), item));
}

/** `spec` of an object, without the values of sensitive fields. */
export function specShown(item: Sensitive, object: CustomObject): Values {
  return masked(specOf(object), item);
}

/** As YAML. */
export function inYaml(values: Values): string {
  return stringify(values, { aliasDuplicateObjects: false, lineWidth: 0 });
}

/** An object and what it becomes, so that one sees that a sensitive value changes, not what it is. */
export function pairShown(
  item: Sensitive,
  before: CustomObject | undefined,
  after: CustomObject,
): { before?: CustomObject; after: CustomObject } {
  const { sensitive = [] } = item;
  if (sensitive.length === 0) return { before, after };
  const was = before && specOf(before);
  const is = specOf(after);
  return {
    ...(before && was && { before: { ...before, spec: masked(was, item) } }),
    after: {
      ...after,
      spec: sensitive.reduce(
        (spec, path) =>
          replaced(
            spec,
            path,
            was &&
              !isDeepStrictEqual(askedFor(was, [path]), askedFor(is, [path]))
              ? otherMask
              : mask,
          ),
        is,
      ),
    },
  };
}

/** Values without those of sensitive fields. */
export function withoutSensitive(
  values: Values,
  { sensitive = [] }: Sensitive,
): Values {
  return withoutPaths(values, sensitive);
}

/**
 * What was shown in the place of a value is none, and would be kept as one.
 *
 * @param wanted - what is about to be sent
 * @throws InputError naming the field
 */
export function assertNothingMasked(wanted: Values): void {
  const at = maskedPath(wanted);
  if (!at) return;
  throw new InputError(
    `${at.join(
      '.',
    )} is hidden, and what stands in its place is no value; write the value, or leave the field out`,
  );
}

/** Where the mask stands first; undefined where it does not. */
function maskedPath(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return value.includes(mask) ? [] : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const below = maskedPath(inner);
    if (below) return [name, ...below];
  }
  return undefined;
}

function specOf({ spec }: CustomObject): Values {
  return valuesSchema.safeParse(spec).data ?? {};
}

function masked(values: Values, { sensitive = [] }: Sensitive): Values {
  return sensitive.reduce((all, path) => replaced(all, path, mask), values);
}

/** Puts something in the place of a field that is there; in lists, of each item's. */
function replaced(
  values: Values,
  [name, ...rest]: readonly string[],
  by: string,
): Values {
  if (name === undefined || !Object.hasOwn(values, name)) return values;
  if (rest.length === 0) return { ...values, [name]: by };
  const inside = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inside);
    const below = valuesSchema.safeParse(value).data;
    return below ? replaced(below, rest, by) : value;
  };
  return { ...values, [name]: inside(values[name]) };
}
