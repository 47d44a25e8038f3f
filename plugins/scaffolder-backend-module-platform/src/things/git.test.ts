import { host } from '../__testUtils__/Scene';
import { InMemoryGit } from '../__testUtils__/InMemoryGit';
import { repositories } from './git';
import type { Removal } from './Handlers';

const name = { owner: 'shop', name: 'checkout' };
const thing = { kind: 'repository', host, ...name } as const;
const maker = { taskId: 'task-1', userEntityRef: 'user:default/lin' };

const createdAt = new Date('2031-04-01T08:00:00Z');
const undo = (since: string): Removal => ({
  kind: 'undo',
  since: new Date(since),
});
const untouched = { main: [{ by: 'portal' }] };
const worked = { main: [{ by: 'portal' }, { by: 'lin' }] };

it.each<['goes' | 'stays', string, Removal, typeof untouched]>([
  ['goes', 'whole', { kind: 'whole' }, untouched],
  ['goes', 'whole, after work in it', { kind: 'whole' }, worked],
  ['goes', 'by an undo', undo('2031-04-01T07:59:00Z'), untouched],
  [
    'stays',
    'by an undo after work in it',
    undo('2031-04-01T07:59:00Z'),
    worked,
  ],
  [
    'stays',
    'by an undo of a later run',
    undo('2031-04-01T09:00:00Z'),
    untouched,
  ],
  ['stays', 'by an undo of an unknown time', undo('forgotten'), untouched],
  ['stays', 'without being told how', undefined as never, untouched],
  ['stays', 'without its beginning', { kind: 'undo' } as never, untouched],
])(
  'a repository %s when it is removed %s',
  async (end, _, removal, branches) => {
    const git = new InMemoryGit(host);
    git.put(name, { createdAt, branches });
    await repositories(git)
      .remove(thing, maker, removal)
      .catch(() => {});

    expect(git.repositories.size).toBe(end === 'goes' ? 0 : 1);
  },
);
