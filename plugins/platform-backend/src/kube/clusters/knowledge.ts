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
    return knownInPart(failing);
  }
  return {
    kind: 'live',
    syncedAt: at(heardAt),
    ...(clockMinutes !== undefined && { clockMinutes }),
  };
}

/** A kind that cannot be read at present. */
export type FailingKind = Pick<
  Extract<KindState, { kind: 'stale' }>,
  'because' | 'byLoss' | 'since'
> & { readonly name: string };

/**
 * How well a cluster is known that answers while some kinds of it are not known as they are
 * now: what was only lost with it, and is being read, is no failure.
 *
 * @param failing - at least one
 */
export function knownInPart(failing: readonly FailingKind[]): ClusterKnowledge {
  const [oldest] = [...failing].sort(
    (a, b) =>
      Number(a.byLoss ?? false) - Number(b.byLoss ?? false) ||
      a.since.localeCompare(b.since),
  );
  const { name, since, because, byLoss } = oldest;
  return byLoss
    ? {
        kind: 'stale',
        since,
        because: 'it answers again, and is being read',
        reason: 'catching-up',
      }
    : {
        kind: 'stale',
        since,
        because: `${name}: ${because}`,
        reason: 'in-part',
      };
}

/** Why a kind cannot be read at present, and since when. */
function failureOf(
  name: string,
  state: KindState,
  createdAt: string,
): FailingKind[] {
  switch (state.kind) {
    case 'stale':
      return [{ name, ...state }];
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
