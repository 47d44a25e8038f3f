import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { isSettled, type UndoAnswer } from './useUndo';

const undone = { service: 'checkout', removed: [] };
const failed = (error: Error): UndoAnswer => ({ kind: 'failed', error });

it.each<[string, UndoAnswer, boolean]>([
  ['has not been answered', { kind: 'waiting' }, false],
  [
    'concerns a run under way',
    { kind: 'told', undo: { state: 'not-ended' } },
    false,
  ],
  [
    'concerns a run that ended well',
    { kind: 'told', undo: { state: 'nothing-to-undo' } },
    true,
  ],
  [
    'concerns a run that is being undone',
    { kind: 'told', undo: { state: 'under-way', ...undone } },
    false,
  ],
  [
    'concerns a run of which something is left',
    { kind: 'told', undo: { state: 'left', ...undone, left: [] } },
    false,
  ],
  [
    'concerns a run that is undone',
    { kind: 'told', undo: { state: 'done', ...undone } },
    true,
  ],
  ['failed', failed(new ServiceUnavailableError('later')), false],
  ['is of no run', failed(new NotFoundError('none')), true],
])('knows whether a question that %s is settled', (_, answer, expected) => {
  expect(isSettled(answer)).toBe(expected);
});
