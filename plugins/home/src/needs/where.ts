import type { Placement } from '@pilothouse/plugin-platform-common';

/**
 * Where something runs, as people say it: the environment, or the namespace of what has
 * none, and the cluster where there are several.
 */
export function whereOf(
  { environment, ref }: Pick<Placement, 'environment' | 'ref'>,
  manyClusters: boolean,
): string {
  const place = environment ?? ref.namespace;
  return manyClusters ? `${place} · ${ref.cluster}` : place;
}
