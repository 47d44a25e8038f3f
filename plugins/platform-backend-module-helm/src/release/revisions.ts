import type { InstanceRevision } from '@pilothouse/plugin-platform-common';
import type { KeptRevision } from '../helm/HelmRelease';

/**
 * Revisions as the marketplace tells them, the newest first. What Helm says of one besides may
 * quote values, so that no more of it is told than which revision it brought back.
 */
export function revisionsOf(kept: readonly KeptRevision[]): InstanceRevision[] {
  const last = Math.max(...kept.map(({ revision }) => revision));
  return kept
    .map(
      ({ revision, updated, status, chart, description }): InstanceRevision => {
        const at = Date.parse(updated);
        const version = /-(v?\d+\.\d+\.\d+\S*)$/.exec(chart)?.[1];
        const of = /^Rollback to (\d+)$/.exec(description)?.[1];
        return {
          revision,
          ...(!Number.isNaN(at) && { at: new Date(at).toISOString() }),
          ...(version && { version }),
          state: stateOf(status, revision === last),
          ...(of && { of: Number(of) }),
        };
      },
    )
    .sort((one, other) => other.revision - one.revision);
}

function stateOf(status: string, isLast: boolean): InstanceRevision['state'] {
  if (status === 'failed') return 'failed';
  return isLast || status === 'deployed' ? 'now' : 'earlier';
}
