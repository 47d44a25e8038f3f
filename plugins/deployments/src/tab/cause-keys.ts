import type { Cause, CauseFacts } from '@pilothouse/plugin-platform-common';

/** What a cause is about; the rest of its facts may change while it stays the same. */
const about: ReadonlySet<string> = new Set([
  'autoscaler',
  'budget',
  'claim',
  'container',
  'image',
  'key',
  'kind',
  'name',
  'node',
  'object',
  'pod',
  'policy',
  'probe',
  'quota',
  'service',
  'webhook',
]);

/**
 * A key for each cause, in their order, no two alike: the same for a cause whose numbers go
 * on, so that what is open of it stays open.
 */
export function causeKeys(causes: readonly Pick<Cause, 'facts'>[]): string[] {
  const seen = new Map<string, number>();
  return causes.map(({ facts }) => {
    const key = keyOf(facts);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return before === 0 ? key : `${key} ${before}`;
  });
}

function keyOf(facts: CauseFacts): string {
  return JSON.stringify(
    Object.entries(facts)
      .filter(([name]) => about.has(name))
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}
