import type { RJSFSchema, RJSFValidationError, UiSchema } from '@rjsf/utils';
import {
  quantityPattern,
  valuesSchema,
  type OrderForm,
  type Words,
} from '@pilothouse/plugin-platform-common';

/**
 * How a form shows its fields: each by the words of its definition, and in that order; what
 * only holds others has no title of its own.
 */
export function uiSchemaOf(
  fields: OrderForm['fields'],
  wordsOf: (words: Words) => string,
): UiSchema {
  const root: UiSchema = {};
  for (const { path, title, help } of fields) {
    let at: UiSchema = root;
    for (const name of path) {
      at['ui:options'] = { label: false };
      const before = (at['ui:order'] ?? []).filter(each => each !== '*');
      at['ui:order'] = [...new Set([...before, name]), '*'];
      const below: UiSchema = at[name] ?? {};
      at[name] = below;
      at = below;
    }
    at['ui:title'] = wordsOf(title);
    if (help) at['ui:help'] = wordsOf(help);
  }
  return root;
}

/** A schema that takes only amounts where a field is one; clusters often take any text. */
export function withQuantities({
  schema,
  fields,
}: Pick<OrderForm, 'schema' | 'fields'>): RJSFSchema {
  return fields
    .filter(({ quantity }) => quantity)
    .reduce((all, { path }) => withPattern(all, path), schema);
}

/**
 * A schema that requires the members of an object only once that is begun: what may be left
 * out, and has nothing entered, asks for nothing.
 *
 * @param values - what was entered so far
 */
export function requiredOnceBegun(
  schema: OrderForm['schema'],
  values: unknown,
): RJSFSchema {
  return askedFor(schema, values);
}

function askedFor(
  schema: OrderForm['schema'],
  values: unknown,
): OrderForm['schema'] {
  const properties = valuesSchema.safeParse(schema.properties).data;
  if (!properties) return schema;
  const required = Array.isArray(schema.required) ? schema.required : [];
  return {
    ...schema,
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, property]) => {
        const below = valuesSchema.safeParse(property).data;
        if (!below) return [name, property];
        const entered: unknown = Reflect.get(Object(values), name);
        const isAsked = required.includes(name) || isBegun(entered);
        const { required: _, ...free } = below;
        return [name, askedFor(isAsked ? below : free, entered)];
      }),
    ),
  };
}

/** Whether anything was entered: a value that is not blank, at any depth. */
function isBegun(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  const inner = valuesSchema.safeParse(value).data;
  return inner ? Object.values(inner).some(isBegun) : true;
}

/** Errors of a form, with those of amounts and of missing fields in words of one's own. */
export function inWords(
  errors: readonly RJSFValidationError[],
  fields: OrderForm['fields'],
  words: {
    readonly noAmount: string;
    readonly lacking: (title: Words) => string;
  },
): RJSFValidationError[] {
  const known = new Map(
    fields.map(field => [`.${field.path.join('.')}`, field]),
  );
  return errors.map(error => {
    const field = known.get(error.property ?? '');
    if (error.name === 'pattern' && field?.quantity) {
      return { ...error, message: words.noAmount };
    }
    return error.name === 'required' && field
      ? { ...error, message: words.lacking(field.title) }
      : error;
  });
}

function withPattern(
  schema: OrderForm['schema'],
  [name, ...rest]: readonly string[],
): OrderForm['schema'] {
  if (name === undefined) {
    return schema.type === 'string'
      ? { ...schema, pattern: quantityPattern }
      : schema;
  }
  const properties = valuesSchema.safeParse(schema.properties).data ?? {};
  const below = valuesSchema.safeParse(properties[name]).data;
  if (!below) return schema;
  return {
    ...schema,
    properties: { ...properties, [name]: withPattern(below, rest) },
  };
}
