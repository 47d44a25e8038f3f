import {
  valuesSchema,
  type ContentField,
  type Values,
} from '@pilothouse/plugin-platform-common';

/** All paths at which values stand; below a field nothing more is looked at. */
export function pathsOf(
  values: Values,
  fields: readonly Pick<ContentField, 'path'>[],
  above: readonly string[] = [],
): string[][] {
  return Object.entries(values).flatMap(([name, value]) => {
    const path = [...above, name];
    const isField = fields.some(
      field => JSON.stringify(field.path) === JSON.stringify(path),
    );
    const inner = isField ? undefined : valuesSchema.safeParse(value).data;
    return inner ? pathsOf(inner, fields, path) : [path];
  });
}
