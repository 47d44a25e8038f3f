import { isDeepStrictEqual } from 'node:util';
import { InputError, toError } from '@backstage/errors';
import { valuesSchema, type Values } from '@pilothouse/plugin-platform-common';
import { laidOver, type KubeObject } from '@pilothouse/plugin-platform-node';
import { parse } from 'yaml';
import { fieldManager } from '../../kube/write';

/**
 * What one wants of an instance: the values of the form, and over them what was written by
 * hand.
 *
 * @throws InputError for what is no YAML of fields, saying where
 */
export function wantedSpec(values: Values, extra: string | undefined): Values {
  const form = laidOver({}, values);
  return extra?.trim() ? laidOver(form, parseExtra(extra)) : form;
}

/**
 * What one wants to be otherwise of what is wanted now: fields with what they are to be,
 * null for those that are to be emptied. What is so already is no change, and whoever set
 * it goes on owning it alone.
 *
 * @throws InputError for what is no YAML of fields, saying where
 */
export function changeOf(
  values: Values,
  extra: string | undefined,
  now: Values,
): Values {
  return different(wishOf(values, extra), now);
}

/**
 * The values of the form, and over them what was written by hand; null still empties a field.
 *
 * @throws InputError for what is no YAML of fields, saying where
 */
export function wishOf(values: Values, extra: string | undefined): Values {
  return extra?.trim() ? together(values, parseExtra(extra)) : values;
}

/** Fields that a change empties. */
export function emptiedBy(change: Values): string[][] {
  return Object.entries(change).flatMap(([name, value]) => {
    if (value === null) return [[name]];
    return isObject(value) ? emptiedBy(value).map(path => [name, ...path]) : [];
  });
}

/**
 * All that the portal wants of an object once it is changed: what it applied before, with
 * the change laid over it. What holds nothing any more is left out.
 */
export function changedSpec(applied: Values, change: Values): Values {
  return emptiedBy(change).reduce(
    (spec, path) => withoutEmpty(spec, path.slice(0, -1)),
    laidOver(applied, change),
  );
}

/**
 * What the portal applied of an object's `spec` before. It must be applied again: the API
 * server removes what is not.
 */
export function appliedSpec(object: KubeObject & { spec?: unknown }): Values {
  const entry = (object.metadata?.managedFields ?? []).find(
    ({ manager, operation, subresource }) =>
      manager === fieldManager && operation === 'Apply' && !subresource,
  );
  const fields: unknown = Reflect.get(Object(entry?.fieldsV1), 'f:spec');
  const applied = fields === undefined ? {} : owned(object.spec, fields);
  return isObject(applied) ? applied : {};
}

/** One change after another, as one. */
function together(first: Values, then: Values): Values {
  const all: Values = { ...first };
  for (const [name, value] of Object.entries(then)) {
    const before = Object.hasOwn(first, name) ? first[name] : undefined;
    all[name] =
      isObject(before) && isObject(value) ? together(before, value) : value;
  }
  return all;
}

function different(wanted: Values, now: Values): Values {
  return Object.fromEntries(
    Object.entries(wanted).flatMap(([name, value]): [string, unknown][] => {
      const is = Object.hasOwn(now, name) ? now[name] : undefined;
      if (value === null) return is === undefined ? [] : [[name, null]];
      if (!isObject(value) || !isObject(is)) {
        return isDeepStrictEqual(value, is) ? [] : [[name, value]];
      }
      const inner = different(value, is);
      return Object.keys(inner).length === 0 ? [] : [[name, inner]];
    }),
  );
}

/** Takes an object away that has no fields any more, and then that in which it lies. */
function withoutEmpty(values: Values, path: readonly string[]): Values {
  const [name, ...rest] = path;
  const inner = name === undefined ? undefined : values[name];
  if (name === undefined || !isObject(inner)) return values;
  const left = withoutEmpty(inner, rest);
  const { [name]: _, ...others } = values;
  return Object.keys(left).length === 0 ? others : { ...values, [name]: left };
}

function parseExtra(text: string): Values {
  let read: unknown;
  try {
    read = parse(text, { maxAliasCount: 0 });
  } catch (error) {
    throw new InputError(
      `The other fields are no YAML: ${toError(error).message.split('\n')[0]}`,
    );
  }
  const values = valuesSchema.safeParse(read);
  if (!values.success) {
    throw new InputError(
      'The other fields must be fields of spec, each with its name, for example "imageName: …"',
    );
  }
  return values.data;
}

/** The part of a value whose fields are in a set, as `managedFields` writes such sets. */
function owned(value: unknown, fields: unknown): unknown {
  const names = isObject(fields) ? Object.keys(fields) : [];
  if (Array.isArray(value)) return ownedItems(value, fields, names);
  const isWhole = !names.some(name => name.startsWith('f:'));
  if (isWhole || !isObject(value)) return value;
  return Object.fromEntries(
    names.flatMap(key => {
      const name = key.slice('f:'.length);
      if (!key.startsWith('f:') || !Object.hasOwn(value, name)) return [];
      return [[name, owned(value[name], Reflect.get(Object(fields), key))]];
    }),
  );
}

/** Of a list whose items are set one by one, those that are in the set. */
function ownedItems(
  items: readonly unknown[],
  fields: unknown,
  names: readonly string[],
): readonly unknown[] {
  const keyed = names.filter(name => /^[kv]:/.test(name));
  if (keyed.length === 0) return items;
  return items.flatMap(item => {
    const name = keyed.find(each => isItem(item, each));
    return name === undefined
      ? []
      : [owned(item, Reflect.get(Object(fields), name))];
  });
}

/** Whether an item is the one that a set names by its keys, or by its value. */
function isItem(item: unknown, name: string): boolean {
  const told: unknown = JSON.parse(name.slice('k:'.length));
  return name.startsWith('v:') || !isObject(told)
    ? isDeepStrictEqual(item, told)
    : Object.entries(told).every(([key, value]) =>
        isDeepStrictEqual(Reflect.get(Object(item), key), value),
      );
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
