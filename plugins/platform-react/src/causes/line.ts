import type {
  Cause,
  PlacementDetail,
  ReplicaCounts,
  Status,
} from '@pilothouse/plugin-platform-common';
import type { Sentence } from './sentence';

/**
 * What the one line about a workload is made of; rows and details both have it. A row has no
 * rollout, and counts `updated` only while one is on its way.
 */
export interface LineFacts {
  readonly status: Status;
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
export function lineOf(facts: LineFacts): Line {
  const [cause, ...more] = facts.causes;
  return cause
    ? { kind: 'cause', cause, more: more.length }
    : { kind: 'sentence', sentence: progressOf(facts) };
}

function progressOf({ status, replicas, rollout }: LineFacts): Sentence {
  const { desired, ready, updated } = replicas;
  const counts = { count: desired, ready: ready.toString() };
  if (rollout?.kind === 'stuck' || rollout?.kind === 'paused') {
    return { key: `line.${rollout.kind}`, values: {} };
  }
  if (desired === 0) {
    return { key: 'line.zero', values: {} };
  }
  const isRolling = !rollout || rollout.kind === 'progressing';
  if (isRolling && updated !== undefined && updated < desired) {
    return {
      key: 'line.rolling',
      values: { ...counts, updated: updated.toString() },
    };
  }
  if (ready < desired) return { key: 'line.some', values: counts };
  return status === 'progressing'
    ? { key: 'line.underWay', values: {} }
    : { key: 'line.ready', values: counts };
}
