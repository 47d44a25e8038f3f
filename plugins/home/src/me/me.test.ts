import { meFrom, partOfDay } from './me';

describe('meFrom', () => {
  const identity = {
    type: 'user' as const,
    userEntityRef: 'user:default/lin.wei',
    ownershipEntityRefs: ['user:default/lin.wei', 'group:default/shop'],
  };

  it('takes name and teams from the session', () => {
    expect(meFrom(identity, { displayName: 'Lin Wei' })).toEqual({
      name: 'Lin Wei',
      userRef: 'user:default/lin.wei',
      teams: ['group:default/shop'],
      ownership: ['user:default/lin.wei', 'group:default/shop'],
    });
  });

  it('uses the user name of whom has no other', () => {
    expect(meFrom(identity, {}).name).toBe('lin.wei');
  });
});

it.each([
  [0, 'night'],
  [3, 'night'],
  [4, 'morning'],
  [11, 'morning'],
  [12, 'afternoon'],
  [17, 'afternoon'],
  [18, 'evening'],
  [22, 'evening'],
  [23, 'night'],
])('at %d h it is %s', (hour, expected) => {
  expect(partOfDay(hour)).toBe(expected);
});
