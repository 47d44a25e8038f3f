import type {
  PlacementDetail,
  Revision,
} from '@pilothouse/plugin-platform-common';

/** One side of a rollout: a revision, or all earlier ones together. */
export interface Bar {
  readonly side: 'old' | 'new';
  readonly revision: Revision;
  readonly ready: number;
  readonly wanted: number;
  /** Parts of the whole width. */
  readonly readyShare: number;
  readonly wantedShare: number;
}

/** The sides of a rollout as bars of one scale; the old side only while it still runs. */
export function rolloutBars(
  placement: Pick<PlacementDetail, 'revisions' | 'replicas'>,
): Bar[] {
  const current = placement.revisions.find(revision => revision.current);
  const earlier = placement.revisions.filter(
    ({ current: isCurrent, desired, ready }) =>
      !isCurrent && (desired > 0 || ready > 0),
  );
  const [latest] = earlier;
  const scale = Math.max(
    placement.replicas.desired,
    sum(earlier, 'desired'),
    sum(earlier, 'ready'),
    current?.desired ?? 0,
    1,
  );
  const bar = (side: Bar['side'], revision: Revision, of: Revision[]): Bar => {
    const ready = sum(of, 'ready');
    const wanted =
      side === 'new' ? placement.replicas.desired : sum(of, 'desired');
    return {
      side,
      revision,
      ready,
      wanted,
      readyShare: Math.min(ready / scale, 1),
      wantedShare: Math.min(Math.max(wanted, ready) / scale, 1),
    };
  };
  return [
    ...(latest ? [bar('old', latest, earlier)] : []),
    ...(current ? [bar('new', current, [current])] : []),
  ];
}

function sum(revisions: readonly Revision[], of: 'desired' | 'ready'): number {
  return revisions.reduce((total, revision) => total + revision[of], 0);
}
