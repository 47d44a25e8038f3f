/** What a shared record was made of; views tell the same object again for what is as before. */
const origins = new WeakMap<Record, Record>();

type Record = { [key: string]: unknown };

/**
 * The next value with every part that has not changed taken from the previous one, so that
 * later comparisons stop where both are the same object. It is as JSON would carry it: a
 * property that is `undefined` does not exist. Values are never changed after they were told.
 *
 * @param previous - what an earlier call returned
 */
export function share(previous: unknown, next: unknown): unknown {
  if (Array.isArray(next)) {
    return shareArray(Array.isArray(previous) ? previous : undefined, next);
  }
  if (isRecord(next)) {
    return shareRecord(isRecord(previous) ? previous : undefined, next);
  }
  return next;
}

function shareArray(
  previous: readonly unknown[] | undefined,
  next: readonly unknown[],
): readonly unknown[] {
  const shared = next.map((item, index) =>
    item === undefined ? null : share(previous?.[index], item),
  );
  const same =
    previous?.length === shared.length &&
    shared.every((item, index) => item === previous[index]);
  return same ? previous : shared;
}

function shareRecord(previous: Record | undefined, next: Record): Record {
  if (previous && origins.get(previous) === next) return previous;
  const shared = joinRecord(previous, next);
  origins.set(shared, next);
  return shared;
}

function joinRecord(previous: Record | undefined, next: Record): Record {
  const own = (key: string) =>
    previous && Object.hasOwn(previous, key) ? previous[key] : undefined;
  const entries = Object.entries(next)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]): [string, unknown] => [key, share(own(key), value)]);
  const same =
    previous !== undefined &&
    Object.keys(previous).length === entries.length &&
    entries.every(([key, value]) => own(key) === value);
  return same ? previous : Object.fromEntries(entries);
}

function isRecord(value: unknown): value is Record {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
