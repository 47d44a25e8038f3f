import { groupEntityV1alpha1Validator } from '@backstage/catalog-model';
import { userEntityV1alpha1Validator } from '@backstage/catalog-model';
import { toEntities, type DirectoryEntities } from './entities';
import type { Directory, ScimGroup, ScimUser } from './resources';

const destination = {
  name: 'company',
  url: 'https://sso.example.com/scim/v2',
  namespace: 'default',
};

function user(id: string, more: Partial<ScimUser> = {}): ScimUser {
  return { id, userName: `user.${id}`, ...more };
}

function group(id: string, ...members: string[]): ScimGroup {
  return { id, displayName: id, members: members.map(value => ({ value })) };
}

function read(directory: Partial<Directory>): DirectoryEntities {
  return toEntities({ users: [], groups: [], ...directory }, destination);
}

function memberOf({ users }: DirectoryEntities) {
  return Object.fromEntries(
    users.map(({ metadata, spec }) => [metadata.name, spec.memberOf]),
  );
}

function nesting({ groups }: DirectoryEntities) {
  return Object.fromEntries(
    groups.map(({ metadata, spec }) => [
      metadata.name,
      { parent: spec.parent, children: spec.children },
    ]),
  );
}

describe('people', () => {
  it('carry name, address, title and where they come from', async () => {
    const result = read({
      users: [
        user('7', {
          userName: 'Lin.Wei',
          displayName: 'Lin Wei',
          title: 'Developer',
          emails: [
            { value: 'private@example.com' },
            { value: 'lin.wei@example.com', primary: true },
          ],
        }),
      ],
      groups: [group('shop', '7')],
    });
    const [lin] = result.users;
    expect(lin).toMatchObject({
      metadata: {
        name: 'lin.wei',
        namespace: 'default',
        description: 'Developer',
        annotations: {
          'backstage.io/managed-by-location':
            'url:https://sso.example.com/scim/v2/Users/7',
          'pilothouse.dev/scim-source': 'company',
        },
      },
      spec: {
        profile: { displayName: 'Lin Wei', email: 'lin.wei@example.com' },
        memberOf: ['shop'],
      },
    });
    await expect(userEntityV1alpha1Validator.check(lin!)).resolves.toBe(true);
    await expect(
      groupEntityV1alpha1Validator.check(result.groups[0]!),
    ).resolves.toBe(true);
  });

  it.each<[string, Partial<ScimUser>, string]>([
    ['displayName', { displayName: 'Lin', name: { formatted: 'W' } }, 'Lin'],
    ['the formatted name', { name: { formatted: 'Lin Wei' } }, 'Lin Wei'],
    [
      'the parts of the name',
      { name: { givenName: 'Lin', familyName: 'Wei' } },
      'Lin Wei',
    ],
    ['the user name', {}, 'user.7'],
  ])('are shown by %s', (_, more, shown) => {
    const [lin] = read({ users: [user('7', more)] }).users;
    expect(lin?.spec.profile?.displayName).toBe(shown);
  });

  it('who are not active are left out', () => {
    const users = [user('1', { active: false }), user('2', { active: true })];
    expect(Object.keys(memberOf(read({ users })))).toEqual(['user.2']);
  });

  it('whose names would be the same are all left out, and reported', () => {
    const users = [
      user('1', { userName: 'lin.wei' }),
      user('2', { userName: 'LIN.WEI' }),
      user('3', { userName: 'mei.chen' }),
    ];
    const result = read({ users });
    expect(Object.keys(memberOf(result))).toEqual(['mei.chen']);
    expect(result.problems).toEqual([
      expect.stringContaining('"LIN.WEI", "lin.wei" are left out'),
    ]);
  });

  it('without a usable name are left out, and reported', () => {
    const result = read({ users: [user('1', { userName: '——' })] });
    expect(result.users).toEqual([]);
    expect(result.problems).toEqual([expect.stringContaining('"——"')]);
  });

  it('of teams that differ in Chinese letters only stay apart', async () => {
    const users = [user('1'), user('2')];
    const groups = [group('研发A', '1'), group('市场A', '2')];
    const result = read({ users, groups });
    expect(memberOf(result)).toEqual({
      'user.1': ['u7814-u53d1-a'],
      'user.2': ['u5e02-u573a-a'],
    });
    expect(
      result.groups.map(({ spec }) => spec.profile?.displayName).sort(),
    ).toEqual(['市场A', '研发A']);
    for (const entity of result.groups) {
      await expect(groupEntityV1alpha1Validator.check(entity)).resolves.toBe(
        true,
      );
    }
  });

  it('tell their direct groups only where the group does not', () => {
    const silent = { id: 's', displayName: 'silent' };
    const users = [
      user('1', {
        groups: [{ value: 's', type: 'direct' }, { value: 'shop' }],
      }),
      user('2', { groups: [{ value: 's', type: 'indirect' }] }),
    ];
    const result = read({ users, groups: [silent, group('shop', '2')] });
    expect(memberOf(result)).toEqual({
      'user.1': ['silent'],
      'user.2': ['shop'],
    });
  });
});

describe('groups', () => {
  it.each<[string, ScimGroup[], Record<string, unknown>, number]>([
    [
      'stand alone',
      [group('shop')],
      { shop: { parent: undefined, children: [] } },
      0,
    ],
    [
      'nest',
      [group('commerce', 'shop', 'payments'), group('shop'), group('payments')],
      {
        commerce: { parent: undefined, children: ['payments', 'shop'] },
        payments: { parent: 'commerce', children: [] },
        shop: { parent: 'commerce', children: [] },
      },
      0,
    ],
    [
      'with two parents are named by both',
      [group('a', 'c'), group('b', 'c'), group('c')],
      {
        a: { parent: undefined, children: ['c'] },
        b: { parent: undefined, children: ['c'] },
        c: { parent: undefined, children: [] },
      },
      0,
    ],
    [
      'in a cycle lose the membership that closes it',
      [group('a', 'b'), group('b', 'c'), group('c', 'a')],
      {
        a: { parent: undefined, children: ['b'] },
        b: { parent: 'a', children: ['c'] },
        c: { parent: 'b', children: [] },
      },
      1,
    ],
    [
      'within themselves do not',
      [group('a', 'a')],
      { a: { parent: undefined, children: [] } },
      1,
    ],
    [
      'with members that nobody knows ignore these',
      [group('a', 'gone')],
      { a: { parent: undefined, children: [] } },
      0,
    ],
  ])('%s', (_, groups, expected, problems) => {
    for (const order of [groups, [...groups].reverse()]) {
      const result = read({ groups: order });
      expect(nesting(result)).toEqual(expected);
      expect(result.problems).toHaveLength(problems);
    }
  });
});
