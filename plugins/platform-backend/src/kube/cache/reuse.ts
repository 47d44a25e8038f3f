type Parts = { [key: string]: unknown };

/** Finds what is equal and kept already. */
export interface Shared {
  text(text: string): string;
  record<R extends Readonly<Record<string, unknown>>>(record: R): R;
}

const nothingShared: Shared = { text: text => text, record: record => record };

/**
 * A value as JSON has it, with every part that its model has in the same place taken from
 * there: what is alike is kept once. What is given is changed in its place, so that it keeps
 * the compact form that it was parsed into; the model is not.
 *
 * @param shared - for what the model does not have there
 * @returns an equal value, which is the model itself where that is equal
 */
export function reuse(
  model: unknown,
  own: unknown,
  shared: Shared = nothingShared,
): unknown {
  if (Object.is(model, own)) return model;
  if (typeof own === 'string') return shared.text(own);
  if (Array.isArray(own)) {
    return reuseItems(Array.isArray(model) ? model : undefined, own, shared);
  }
  return isParts(own)
    ? reuseParts(isParts(model) ? model : undefined, own, shared)
    : own;
}

function reuseItems(
  model: readonly unknown[] | undefined,
  own: unknown[],
  shared: Shared,
): unknown {
  let same = own.length === model?.length;
  for (let index = 0; index < own.length; index += 1) {
    own[index] = reuse(model?.[index], own[index], shared);
    same &&= Object.is(own[index], model?.[index]);
  }
  return same ? model : own;
}

function reuseParts(
  model: Parts | undefined,
  own: Parts,
  shared: Shared,
): unknown {
  const keys = Object.keys(own);
  let same = model !== undefined && keys.length === Object.keys(model).length;
  for (const key of keys) {
    // To set this one would set what the object inherits from.
    if (key === '__proto__') return own;
    const known = model !== undefined && Object.hasOwn(model, key);
    own[key] = reuse(known ? model[key] : undefined, own[key], shared);
    same &&= known && Object.is(own[key], model[key]);
  }
  return same ? model : shared.record(own);
}

function isParts(value: unknown): value is Parts {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
