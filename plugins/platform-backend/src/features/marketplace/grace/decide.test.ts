import { deletionAnnotations as keys } from '@pilothouse/plugin-platform-common';
import { decideDeletion } from './decide';

const now = new Date('2031-04-01T08:00:00.000Z');
const order = { id: 'order-1', uid: 'u1' };
const announced = {
  [keys.at]: '2031-04-01T07:59:00.000Z',
  [keys.by]: 'user:default/lin.wei',
  [keys.order]: 'order-1',
};
const object = (annotations: object, metadata: object = {}) => ({
  metadata: {
    uid: 'u1',
    resourceVersion: '7',
    annotations: { ...annotations },
    ...metadata,
  },
});

it.each<[string, ReturnType<typeof object> | undefined, object]>([
  [
    'what says so is deleted, as it was read',
    object(announced),
    { kind: 'delete', uid: 'u1', version: '7' },
  ],
  ['what is gone is let be', undefined, { kind: 'forget', because: 'gone' }],
  [
    'what took its name is let be',
    object(announced, { uid: 'u2' }),
    { kind: 'forget', because: 'gone' },
  ],
  [
    'what is being deleted already is let be',
    object(announced, { deletionTimestamp: '2031-04-01T07:00:00Z' }),
    { kind: 'forget', because: 'gone' },
  ],
  ['it was undone', object({}), { kind: 'forget', because: 'undone' }],
  [
    'it was undone, and asked for anew',
    object({ ...announced, [keys.order]: 'order-2' }),
    { kind: 'forget', because: 'undone' },
  ],
  [
    'nobody knows when',
    object({ ...announced, [keys.at]: 'soon' }),
    { kind: 'forget', because: 'undone' },
  ],
  [
    'somebody gave it more time',
    object({ ...announced, [keys.at]: '2031-04-02T08:00:00Z' }),
    { kind: 'wait' },
  ],
  [
    'nobody expects it after more than seven days',
    object({ ...announced, [keys.at]: '2031-03-25T07:59:00.000Z' }),
    { kind: 'late' },
  ],
  [
    'it is late',
    object({ ...announced, [keys.at]: '2031-03-25T08:01:00.000Z' }),
    { kind: 'delete', uid: 'u1', version: '7' },
  ],
])('decides that %s', (_, found, decision) => {
  expect(decideDeletion(order, found, now)).toEqual(decision);
});
