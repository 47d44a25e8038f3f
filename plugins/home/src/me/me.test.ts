import { meFrom, partOfDay } from './me';

describe('meFrom', () => {
  const identity = {
    type: 'user' as const,
    userEntityRef: 'user:default/lin.wei',
    ownershipEntityRefs: ['user:default/lin.wei', 'group:default/shop'],
  };

  it('takes name and teams from the session', () => {
    const email = 'lin.wei@example.com';
    expect(meFrom(identity, { displayName: 'Lin Wei', email })).toEqual({
      name: 'Lin Wei',
      email,
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
