import type {
  ChangePreview,
  PlacementDetail,
} from '@pilothouse/plugin-platform-common';
import type { PreviewState } from '@pilothouse/plugin-platform-react';
import { isKeptByGit } from './intent';

/** Whether a change can be made now, and if not, what it waits for. */
export type Readiness =
  | 'ready'
  | 'no-change'
  | 'waiting'
  | 'unchanged'
  | 'take-over'
  | 'in-git'
  | 'failed';

/** Decides whether a change that was looked at can be made. */
export function readinessOf(
  placement: Pick<PlacementDetail, 'managedBy'>,
  state: PreviewState<ChangePreview>,
  takeOver: boolean,
): Readiness {
  if (state.kind !== 'known') {
    const readiness = {
      none: 'no-change',
      asking: 'waiting',
      failed: 'failed',
    };
    return readiness[state.kind] as Readiness;
  }
  const { conflicts, notes } = state.preview;
  if (notes.some(({ kind }) => kind === 'unchanged')) {
    return 'unchanged';
  }
  if (conflicts.length === 0 || takeOver) {
    return 'ready';
  }
  const inGit =
    isKeptByGit(placement) || notes.some(({ kind }) => kind === 'kept-by-git');
  return inGit ? 'in-git' : 'take-over';
}
