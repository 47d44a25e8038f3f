import { fateOf } from './fate';
import { undoStateOf } from './state';
import type { UndoRecord } from './UndoRecords';

const job = { kind: 'job', name: 'shop/checkout' } as const;
const left = [{ ...job, because: 'the CI server is down' }];
const ended: UndoRecord = {
  service: 'checkout',
  ended: true,
  removed: [job],
  left: [],
};
const begun: UndoRecord = { ...ended, ended: false };
const partly: UndoRecord = { ...ended, removed: [], left };

const told = { service: 'checkout', removed: [job] };
const nothing = { state: 'nothing-to-undo' };

it.each<[string, string, boolean, UndoRecord | undefined, object]>([
  ['runs', 'processing', true, undefined, { state: 'not-ended' }],
  ['waits', 'open', false, undefined, { state: 'not-ended' }],
  [
    'undoes itself as its last step',
    'processing',
    true,
    begun,
    { state: 'under-way', ...told },
  ],
  ['was started again', 'processing', true, ended, { state: 'not-ended' }],
  ['ended well', 'completed', true, undefined, nothing],
  ['ended well in the end', 'completed', false, ended, nothing],
  [
    'failed without a name',
    'failed',
    false,
    undefined,
    { ...nothing, ended: 'failed' },
  ],
  [
    'was cancelled without a name',
    'cancelled',
    false,
    undefined,
    { ...nothing, ended: 'cancelled' },
  ],
  [
    'was cancelled a moment ago',
    'cancelled',
    true,
    undefined,
    { state: 'under-way', ended: 'cancelled', removed: [] },
  ],
  [
    'is being undone',
    'failed',
    true,
    begun,
    { state: 'under-way', ended: 'failed', ...told },
  ],
  [
    'failed again after it was undone',
    'failed',
    true,
    ended,
    { state: 'under-way', ended: 'failed', ...told },
  ],
  [
    'is undone',
    'cancelled',
    false,
    ended,
    { state: 'done', ended: 'cancelled', ...told },
  ],
  [
    'was undone by a backend that ended then',
    'cancelled',
    false,
    begun,
    { state: 'done', ended: 'cancelled', ...told },
  ],
  [
    'cannot be undone whole',
    'failed',
    true,
    partly,
    { state: 'left', ended: 'failed', service: 'checkout', removed: [], left },
  ],
  [
    'is undone but for what stays',
    'failed',
    false,
    { ...ended, left: [...left, { ...left[0], stays: true }] },
    {
      ...{ state: 'left', ended: 'failed', ...told },
      left: [{ ...left[0], stays: true }],
    },
  ],
  [
    'is tried again',
    'failed',
    true,
    { ...partly, ended: false },
    { state: 'left', ended: 'failed', service: 'checkout', removed: [], left },
  ],
])('tells of a run that %s', (_, status, hasClaims, record, expected) => {
  expect(undoStateOf(fateOf(status), hasClaims, record)).toEqual(expected);
});
