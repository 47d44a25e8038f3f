import type { ContentField } from './contents';

/** Whatever else is wrong with a value of a field; undefined for one that it can be. */
export function contentProblem(
  { type, minimum, maximum, options }: ContentField,
  value: unknown,
): string | undefined {
  if (type === 'text') {
    if (typeof value !== 'string' || value === '') return 'must be a text';
    return options && !options.includes(value)
      ? `must be one of ${options.join(', ')}`
      : undefined;
  }
  if (!Number.isSafeInteger(value)) return 'must be a whole number';
  const number = Number(value);
  if (minimum !== undefined && number < minimum) {
    return `must be ${minimum} at least`;
  }
  return maximum !== undefined && number > maximum
    ? `must be ${maximum} at most`
    : undefined;
}
