import type { ClusterKnowledge } from '@pilothouse/plugin-platform-common';
import type { KindState } from '@pilothouse/plugin-platform-node';
import type { LinkState } from '../connect/ClusterLink';

/** What the knowledge of a cluster follows from; times in milliseconds since the epoch. */
export interface Observed {
  readonly createdAt: number;
  readonly heardAt: number | undefined;
  readonly link: LinkState;
  /** By how many minutes its clock is ahead; undefined where it is right. */
  readonly clockMinutes?: number;
  readonly kinds: readonly (readonly [name: string, state: KindState])[];
  /** Whether all kinds were known at some time. */
  readonly synced: boolean;
}

const at = (time: number) => new Date(time).toISOString();

/**
 * How well a cluster is known as a whole. Only the portal's own clock counts; that of
 * the cluster is told where it is off.
 */
export function knowledgeOf(observed: Observed): ClusterKnowledge {
  const { createdAt, heardAt, link, clockMinutes, kinds, synced } = observed;
  if (link.kind === 'down') {
    return {
      kind: synced ? 'stale' : 'unreachable',
      since: at(link.since),
      because: link.because,
      reason: link.reason,
    };
  }
  const failing = kinds.flatMap(([name, state]) =>
    failureOf(name, state, at(createdAt)),
  );
  const isAwaited = kinds.some(
    ([, state]) => state.kind === 'pending' && state.because === undefined,
  );
  if (isAwaited || !heardAt) {
    return { kind: 'connecting', since: at(createdAt) };
  }
  if (failing.length > 0) {
    const [oldest] = failing.sort((a, b) => a.since.localeCompare(b.since));
    const because = `${oldest.name}: ${oldest.because}`;
    return { kind: 'stale', since: oldest.since, because, reason: 'in-part' };
  }
  return {
    kind: 'live',
    syncedAt: at(heardAt),
    ...(clockMinutes !== undefined && { clockMinutes }),
  };
}

/** Why a kind cannot be read at present, and since when. */
function failureOf(name: string, state: KindState, createdAt: string) {
  switch (state.kind) {
    case 'stale':
      return [{ name, since: state.since, because: state.because }];
    case 'pending':
      return state.because === undefined
        ? []
        : [{ name, since: createdAt, because: state.because }];
    default:
      return [];
  }
}

/** Whether all kinds are known, or known not to be there. */
export function isSettled(kinds: Observed['kinds']): boolean {
  return kinds.every(([, { kind }]) => kind !== 'pending' && kind !== 'stale');
}
