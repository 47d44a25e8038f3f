/** Whether an answer may replace what the catalog holds. */
export type Verdict =
  | { readonly kind: 'accept'; readonly removed: number }
  | { readonly kind: 'refuse'; readonly because: string };

/** A handful who leave at once is an ordinary day, even in a small company. */
const alwaysAllowed = 4;

/**
 * Refuses an answer that would remove more than the given share of those known, or all
 * of them: more likely is a user center that was misconfigured or restored empty.
 *
 * @param what - what they are, for the reason's text
 * @param maxPercent - from 0 to 100; 100 accepts every answer
 */
export function judgeRemoval(
  what: string,
  known: ReadonlySet<string>,
  next: ReadonlySet<string>,
  maxPercent: number,
): Verdict {
  const removed = [...known].filter(ref => !next.has(ref)).length;
  const percent = known.size === 0 ? 0 : (removed / known.size) * 100;
  const few = removed <= alwaysAllowed && removed < known.size;
  if (few || percent <= maxPercent) {
    return { kind: 'accept', removed };
  }
  return {
    kind: 'refuse',
    because: `would remove ${removed} of ${known.size} ${what} (${Math.round(
      percent,
    )} %, allowed are ${maxPercent} %); if that is meant, set maxRemovalPercent to 100 for one run`,
  };
}
