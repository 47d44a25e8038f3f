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

/** Errors of a form, with those of amounts in words of one's own. */
export function inWords(
  errors: readonly RJSFValidationError[],
  fields: OrderForm['fields'],
  noAmount: string,
): RJSFValidationError[] {
  const amounts = new Set(
    fields
      .filter(({ quantity }) => quantity)
      .map(({ path }) => `.${path.join('.')}`),
  );
  return errors.map(error =>
    error.name === 'pattern' && amounts.has(error.property ?? '')
      ? { ...error, message: noAmount }
      : error,
  );
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
