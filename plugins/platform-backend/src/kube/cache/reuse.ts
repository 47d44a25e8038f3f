type Parts = { [key: string]: unknown };

/**
 * A value as JSON has it, with every part that its model has in the same place taken from
 * there: what is alike is kept once. What is given is changed in its place, so that it keeps
 * the compact form that it was parsed into; the model is not.
 *
 * @returns an equal value, which is the model itself where that is equal
 */
export function reuse(model: unknown, own: unknown): unknown {
  if (Object.is(model, own)) return model;
  if (Array.isArray(own)) {
    return Array.isArray(model) ? reuseItems(model, own) : own;
  }
  return isParts(own) && isParts(model) ? reuseParts(model, own) : own;
}

function reuseItems(model: readonly unknown[], own: unknown[]): unknown {
  let same = own.length === model.length;
  for (let index = 0; index < Math.min(own.length, model.length); index += 1) {
    own[index] = reuse(model[index], own[index]);
    same &&= Object.is(own[index], model[index]);
  }
  return same ? model : own;
}

function reuseParts(model: Parts, own: Parts): unknown {
  const keys = Object.keys(own);
  let same = keys.length === Object.keys(model).length;
  for (const key of keys) {
    // To set this one would set what the object inherits from.
    if (key !== '__proto__' && Object.hasOwn(model, key)) {
      own[key] = reuse(model[key], own[key]);
      same &&= Object.is(own[key], model[key]);
    } else {
      same = false;
    }
  }
  return same ? model : own;
}

function isParts(value: unknown): value is Parts {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
