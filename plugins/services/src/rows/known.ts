import {
  tellsWhatRuns,
  type Cluster,
  type ServiceView,
} from '@pilothouse/plugin-platform-common';

/**
 * Whether all that is looked at is known as it is now, so that what is not there does not
 * exist.
 *
 * @param cluster - the only one that is looked at; all where it is not said
 */
export function allAnswer(
  clusters: readonly Cluster[],
  cluster?: string,
): boolean {
  return clusters.every(
    each =>
      tellsWhatRuns(each) || (cluster !== undefined && each.name !== cluster),
  );
}

/**
 * Whether a service does not run where nothing of it is known to run. What the catalog does
 * not know is one workload in one place, whatever is not known of others.
 *
 * @param all - whether all that is looked at is known as it is now
 */
export function runsNowhereElse(
  { row }: Pick<ServiceView, 'row'>,
  all: boolean,
): boolean {
  return all || row.entityRef === undefined;
}

/** Whether nothing of what is known of a service is known as it is now. */
export function isStale({ cells }: Pick<ServiceView, 'cells'>): boolean {
  return cells.length > 0 && cells.every(cell => cell.staleSince !== undefined);
}
