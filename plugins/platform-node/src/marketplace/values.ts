import { valuesSchema, type Values } from '@pilothouse/plugin-platform-common';

/**
 * Values with the fields of others over their own; lists and texts are replaced, and null
 * takes a field away.
 */
export function laidOver(under: Values, over: Values): Values {
  const merged: Values = { ...under };
  for (const [name, value] of Object.entries(over)) {
    const below = valuesSchema.safeParse(under[name]);
    const above = valuesSchema.safeParse(value);
    if (value === null) delete merged[name];
    else {
      merged[name] =
        below.success && above.success && Object.hasOwn(under, name)
          ? laidOver(below.data, above.data)
          : value;
    }
  }
  return merged;
}
