import type { Backup } from '@pilothouse/plugin-platform-common';
import type {
  CustomObject,
  MiddlewareScheduleEntries,
  ScheduleEntry,
} from '@pilothouse/plugin-platform-node';
import { entriesView, entryRequest } from './entries';

const held = ({ spec }: CustomObject): ScheduleEntry[] =>
  Reflect.get(Object(spec), 'schedules') ?? [];
const entries: MiddlewareScheduleEntries = {
  cronFields: 5,
  keeps: true,
  entriesOf: held,
  withEntry: (instance, entry) => ({ schedules: [...held(instance), entry] }),
  withoutEntry: (instance, name) => ({
    schedules: held(instance).filter(each => each.name !== name),
  }),
};
const nightly = { name: 'nightly', cron: '0 2 * * *', keep: 7 };
const orders = {
  metadata: {
    uid: 'u1',
    creationTimestamp: '2031-03-01T08:00:00Z',
    managedFields: [{ time: '2031-04-01T08:00:00Z' }],
  },
  spec: { schedules: [nightly] },
};
const backup = (
  day: number,
  state: Backup['state'],
  schedule?: string,
): Backup => ({
  name: `b${day}`,
  state,
  createdAt: `2031-04-0${day}T02:00:00.000Z`,
  schedule,
});
const at = (day: number) => `2031-04-0${day}T02:00:00.000Z`;

it.each<[string, Backup[] | undefined, object]>([
  ['never ran since the instance was wanted so', [], { lateAt: at(3) }],
  [
    'is as new as its first backup, whatever was good before',
    [backup(1, 'good'), backup(4, 'failed', 'nightly')],
    { lastAt: at(4), lateAt: at(6) },
  ],
  [
    'is late two times after the last good one',
    [
      backup(2, 'good', 'nightly'),
      backup(3, 'failed', 'nightly'),
      backup(1, 'good', 'nightly'),
    ],
    { lastAt: at(3), lateAt: at(4) },
  ],
  [
    'ran when it made a backup, and not when another did',
    [backup(2, 'good', 'nightly'), backup(3, 'good', 'weekly')],
    { lastAt: at(2), lateAt: at(4) },
  ],
  [
    'is late though another is not, and somebody backed up by hand',
    [
      backup(1, 'failed', 'nightly'),
      backup(2, 'good', 'weekly'),
      backup(3, 'good'),
    ],
    { lastAt: at(1), lateAt: at(3) },
  ],
  ['is told without backups, too', undefined, {}],
])('%s', (_, backups, told) => {
  expect(entriesView(entries, orders, backups)).toEqual([
    { ...nightly, uid: 'u1', suspended: false, ...told },
  ]);
});

const ref = {
  item: 'percona-mysql',
  cluster: 'east',
  namespace: 'shop-dev',
  name: 'orders',
};
const weekly = { cron: '0 3 * * 0', suspended: false };

it('makes a change of the instance', () => {
  const schedule = { ...weekly, keep: 4 };
  const made = entryRequest({ ref, name: 'w', schedule }, entries, orders);
  expect(made).toEqual({
    ...ref,
    changes: true,
    values: {
      schedules: [nightly, { name: 'w', cron: '0 3 * * 0', keep: 4 }],
    },
  });
  expect(entryRequest({ ref, name: 'nightly' }, entries, orders)).toEqual({
    ...ref,
    changes: true,
    values: { schedules: [] },
  });
});

it.each<
  [string, string, Parameters<typeof entryRequest>[0]['schedule'], string]
>([
  ['a new one of a name that is taken', 'nightly', weekly, 'ConflictError'],
  [
    'the change of one that is gone',
    'gone',
    { ...weekly, changes: true },
    'NotFoundError',
  ],
  ['the end of one that is gone', 'gone', undefined, 'NotFoundError'],
])('refuses %s', (_, name, schedule, error) => {
  expect(() => entryRequest({ ref, name, schedule }, entries, orders)).toThrow(
    expect.objectContaining({ name: error }),
  );
});
