import {
  asideCauses,
  type CauseFacts,
  type PlacementDetail,
  type Revision,
} from '@pilothouse/plugin-platform-common';

/** The revision that should run. */
export function currentRevision({
  revisions,
}: Pick<PlacementDetail, 'revisions'>): Revision | undefined {
  return revisions.find(({ current }) => current);
}

/** A revision to go back to, and whether pods of it are still at work. */
export interface WayBack {
  readonly revision: Revision;
  readonly stillRuns: boolean;
  /** Whether it is known that it once ran. */
  readonly known: boolean;
}

/**
 * The revision to go back to: of those that still serve the newest, else of those that
 * once ran, else of those of which it is not known; none that never ran.
 */
export function wayBack({
  revisions,
}: Pick<PlacementDetail, 'revisions'>): WayBack | undefined {
  const current = revisions.find(revision => revision.current);
  const earlier = revisions
    .filter(revision => revision.revision < (current?.revision ?? 0))
    .sort((left, right) => right.revision - left.revision);
  const running = earlier.find(({ ready }) => ready > 0);
  const revision =
    running ??
    earlier.find(({ everReady }) => everReady) ??
    earlier.find(({ everReady }) => everReady === undefined);
  return (
    revision && {
      revision,
      stillRuns: revision === running,
      known: revision === running || revision.everReady === true,
    }
  );
}

/** What no other release mends once this one is out. */
const ofTheSurroundings: ReadonlySet<CauseFacts['kind']> = new Set([
  ...asideCauses,
  'limit-range',
  'node-gone',
  'quota-exceeded',
  'unschedulable',
]);

/** The revision that is proposed against what is wrong; none where it would not help. */
export function proposedWayBack(
  placement: Pick<PlacementDetail, 'causes' | 'revisions'>,
): WayBack | undefined {
  const [first] = placement.causes;
  const back = wayBack(placement);
  const works = (currentRevision(placement)?.ready ?? 0) > 0;
  const underWay = back?.stillRuns ?? false;
  return works && !underWay && first && ofTheSurroundings.has(first.facts.kind)
    ? undefined
    : back;
}

/** What a revision is called: its version, where no other has the same. */
export function versionOf(
  revision: Revision,
  revisions: readonly Revision[],
): string | undefined {
  const { version } = revision;
  const namesakes = revisions.filter(other => other.version === version);
  return version && namesakes.length === 1 ? version : undefined;
}
