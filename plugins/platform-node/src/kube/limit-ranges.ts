import type { LimitRange } from 'kubernetes-types/core/v1';

/**
 * What the LimitRanges of a namespace would give a container of a resource for which it
 * names neither this nor, for requests, a limit: one amount of each LimitRange that has
 * one. The API server takes them in no order, so that any of these may be the one.
 */
export function usualAmounts(
  ranges: readonly LimitRange[],
  part: 'requests' | 'limits',
  resource: string,
): readonly string[] {
  return ranges.flatMap(({ spec }) => {
    const amounts = (spec?.limits ?? [])
      .filter(({ type }) => type === 'Container')
      .map(({ defaultRequest, default: limit }) =>
        part === 'limits'
          ? limit?.[resource]
          : defaultRequest?.[resource] ?? limit?.[resource],
      );
    // Within one LimitRange the last one counts.
    return amounts.filter(amount => amount !== undefined).slice(-1);
  });
}
