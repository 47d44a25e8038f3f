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
  return extra?.trim() ? laidOver(values, parseExtra(extra)) : values;
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

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
