import type { UndoState } from '@pilothouse/plugin-platform-common';
import type { TaskFate } from './fate';
import type { UndoRecord } from './UndoRecords';

/**
 * How far a task is undone.
 *
 * @param hasClaims - whether it still has something to undo, if it did not end well
 */
export function undoStateOf(
  fate: Exclude<TaskFate, 'gone'>,
  hasClaims: boolean,
  record: UndoRecord | undefined,
): UndoState {
  if (fate === 'completed') return { state: 'nothing-to-undo' };
  const { service, removed = [], left = [] } = record ?? {};
  const undone = { ...(service && { service }), removed };
  if (fate === 'under-way') {
    // Its last step undoes it.
    return record?.ended === false
      ? { state: 'under-way', ...undone }
      : { state: 'not-ended' };
  }
  const ended = { ended: fate };
  const staying = left.filter(({ stays }) => stays);
  if (!hasClaims && staying.length > 0) {
    return { state: 'left', ...ended, ...undone, left: staying };
  }
  if (!hasClaims) {
    return record
      ? { state: 'done', ...ended, ...undone }
      : { state: 'nothing-to-undo', ...ended };
  }
  return left.length > 0
    ? { state: 'left', ...ended, ...undone, left }
    : { state: 'under-way', ...ended, ...undone };
}
