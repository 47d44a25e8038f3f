import type { InstanceDetail } from '@pilothouse/plugin-platform-common';
import { assertStays, goingOf } from './going';

type Living = Pick<InstanceDetail, 'deletion' | 'saying'>;
const at = '2031-04-01T08:00:00.000Z';
const deletion = { uid: 'u', at, by: 'user:default/lin' };
const ready = { kind: 'ready' } as const;

it.each<[string, Living, ReturnType<typeof goingOf>]>([
  ['stays', { saying: ready }, undefined],
  [
    'is in its grace time',
    { saying: ready, deletion },
    { kind: 'to-be-deleted', at },
  ],
  [
    'is being deleted',
    { saying: { kind: 'deleting', finalizers: [] }, deletion },
    { kind: 'deleting' },
  ],
])('tells what %s', (_, living, going) => {
  expect(goingOf(living)).toEqual(going);
});

it('lets one bind to what stays', () => {
  expect(() => assertStays({ saying: ready }, 'db')).not.toThrow();
});

it.each<[Living, RegExp]>([
  [
    { saying: ready, deletion },
    /db will be deleted at 2031.*undo its deletion first/,
  ],
  [{ saying: { kind: 'deleting', finalizers: [] } }, /db is being deleted/],
])('refuses what goes (case %#)', (living, message) => {
  const check = () => assertStays(living, 'db');
  expect(check).toThrow(expect.objectContaining({ name: 'ConflictError' }));
  expect(check).toThrow(message);
});
