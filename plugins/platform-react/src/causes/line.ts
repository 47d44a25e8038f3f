import type {
  Cause,
  PlacementDetail,
  ReplicaCounts,
} from '@pilothouse/plugin-platform-common';
import type { Sentence } from './sentence';

/** What the one line about a workload is made of; rows and details both have it. */
export interface LineFacts {
  readonly replicas: Pick<ReplicaCounts, 'desired' | 'ready'> &
    Partial<ReplicaCounts>;
  readonly causes: readonly Cause[];
  readonly rollout?: PlacementDetail['rollout'];
}

/** The one line about a workload: its first cause, or how far its replicas are. */
export type Line =
  | { readonly kind: 'cause'; readonly cause: Cause; readonly more: number }
  | { readonly kind: 'sentence'; readonly sentence: Sentence };

/** Decides what the one line about a workload says. */
export function lineOf({ replicas, causes, rollout }: LineFacts): Line {
  const [cause] = causes;
  return cause
    ? { kind: 'cause', cause, more: causes.length - 1 }
    : { kind: 'sentence', sentence: progressOf(replicas, rollout) };
}

function progressOf(
  replicas: LineFacts['replicas'],
  rollout: LineFacts['rollout'],
): Sentence {
  const { desired, ready, updated } = replicas;
  const counts = { count: desired, ready: ready.toString() };
  if (rollout?.kind === 'stuck' || rollout?.kind === 'paused') {
    return { key: `line.${rollout.kind}`, values: {} };
  }
  if (desired === 0) {
    return { key: 'line.zero', values: {} };
  }
  if (
    rollout?.kind === 'progressing' &&
    updated !== undefined &&
    updated < desired
  ) {
    return {
      key: 'line.rolling',
      values: { ...counts, updated: updated.toString() },
    };
  }
  return { key: ready < desired ? 'line.some' : 'line.ready', values: counts };
}
