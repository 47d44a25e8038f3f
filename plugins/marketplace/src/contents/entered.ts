import {
  contentNameSchema,
  contentProblem,
  type Content,
  type ContentField,
  type Values,
} from '@pilothouse/plugin-platform-common';

/** What was entered into the fields, in their order; empty for what is left to the operator. */
type Entered = readonly string[];

/** What a form begins with. */
export function beginning(
  fields: readonly ContentField[],
  content: Content | undefined,
): Entered {
  return fields.map(({ usually }, i) =>
    String((content ? content.values[i] : usually) ?? ''),
  );
}

/** Whether something can have that name. */
export function isName(name: string): boolean {
  return contentNameSchema.safeParse(name).success;
}

/**
 * Whatever is wrong with what was entered into a field. What it is already is not asked about,
 * as others may have made it so.
 *
 * @param before - what it is now, where it is there already
 */
export function problemWith(
  field: ContentField,
  entered: string,
  before: number | string | null = null,
): 'grows' | 'wrong' | undefined {
  if (before !== null && entered === String(before)) return undefined;
  if (entered === '') {
    return field.later && before !== null ? 'grows' : undefined;
  }
  const value = valueOf(field, entered);
  if (contentProblem(field, value) !== undefined) return 'wrong';
  return field.later === 'grows' &&
    before !== null &&
    Number(value) < Number(before)
    ? 'grows'
    : undefined;
}

/**
 * What is to be sent: of a change only what is otherwise; undefined as long as something is
 * wrong.
 */
export function valuesFrom(
  fields: readonly ContentField[],
  entered: Entered,
  content: Content | undefined,
): Values | undefined {
  const begun = content && beginning(fields, content);
  let values: Values = {};
  for (const [i, field] of fields.entries()) {
    const text = entered[i] ?? '';
    if (text === (begun?.[i] ?? '')) continue;
    if (problemWith(field, text, content?.values[i])) return undefined;
    const value = text === '' ? null : valueOf(field, text);
    values = withValueAt(values, field.path, value);
  }
  return values;
}

function valueOf({ type }: ContentField, entered: string): unknown {
  return type === 'integer' && /^-?\d+$/.test(entered)
    ? Number(entered)
    : entered;
}

function withValueAt(
  values: Values,
  [name, ...rest]: readonly string[],
  value: unknown,
): Values {
  if (name === undefined) return values;
  const below = Object(values[name]);
  return {
    ...values,
    [name]: rest.length === 0 ? value : withValueAt(below, rest, value),
  };
}
