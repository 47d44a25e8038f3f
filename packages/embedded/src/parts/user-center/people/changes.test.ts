import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  putGroup,
  putUser,
  RefusedChange,
  removeGroup,
  whoLeft,
} from './changes.ts';
import { contains, memberships } from './memberships.ts';
import type { People } from './model.ts';
import { samplePeople } from './seed.ts';

const now = '2026-01-01T00:00:00.000Z';
const nobody: People = { users: [], groups: [] };

/** Applies what is allowed and passes over what is refused. */
function tryPutGroup(people: People, id: string, members: string[]): People {
  const attributes = {
    displayName: id,
    members: members.map(value => ({ value })),
  };
  try {
    return putGroup(people, attributes, { id, now });
  } catch (error) {
    assert.ok(error instanceof RefusedChange);
    return people;
  }
}

describe('groups in groups', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const changes = fc.array(
    fc.oneof(
      fc.record({ put: id, members: fc.uniqueArray(id) }),
      fc.record({ remove: id }),
    ),
    { maxLength: 40 },
  );

  it('never form a circle, and never name what is not there', () => {
    fc.assert(
      fc.property(changes, steps => {
        const people = steps.reduce((before, step) => {
          if ('put' in step) return tryPutGroup(before, step.put, step.members);
          const known = before.groups.some(group => group.id === step.remove);
          return known ? removeGroup(before, step.remove) : before;
        }, nobody);
        const ids = new Set(people.groups.map(group => group.id));
        for (const group of people.groups) {
          assert.equal(contains(people, group.id, group.id), false);
          assert.ok(group.members.every(({ value }) => ids.has(value)));
        }
      }),
    );
  });

  it('count once, as direct where they are both', () => {
    const people = samplePeople(now);
    const zhao = people.users.find(user => user.userName === 'zhao.min');
    assert.deepEqual(
      memberships(people, zhao?.id ?? '').map(({ group, type }) => [
        group.displayName,
        type,
      ]),
      [
        ['commerce', 'direct'],
        ['payments', 'direct'],
        ['shop', 'direct'],
      ],
    );
  });
});

describe('whoLeft', () => {
  const user = { userName: 'ada', emails: [], active: true };
  const before = putUser(nobody, user, { id: '1', now });

  for (const [what, after, left] of [
    [
      'is deactivated',
      putUser(before, { ...user, active: false }, { id: '1', now }),
      ['1'],
    ],
    ['is deleted', nobody, ['1']],
    [
      'is renamed',
      putUser(before, { ...user, userName: 'eve' }, { id: '1', now }),
      [],
    ],
    [
      'gets company',
      putUser(before, { ...user, userName: 'eve' }, { id: '2', now }),
      [],
    ],
  ] as const) {
    it(`names ${left.length} when someone ${what}`, () => {
      assert.deepEqual(whoLeft(before, after), left);
    });
  }

  it('does not name those who could not sign in before', () => {
    const inactive = putUser(
      nobody,
      { ...user, active: false },
      { id: '1', now },
    );
    assert.deepEqual(whoLeft(inactive, nobody), []);
  });
});
