import { ConfigReader } from '@backstage/config';
import { readRestrictions, restrictionOn } from './restrictions';

const read = (...restricted: object[]) =>
  readRestrictions(
    new ConfigReader({ pilothouse: { permissions: { restricted } } }),
  );

const rollBackInProd = {
  action: 'roll-back',
  environments: ['prod'],
  groups: ['commerce'],
};

describe('readRestrictions', () => {
  it('restricts nothing unless told', () => {
    expect(readRestrictions(new ConfigReader({}))).toEqual([]);
  });

  it('takes a bare name for a group of the default namespace', () => {
    expect(read(rollBackInProd)).toEqual([
      { ...rollBackInProd, groups: ['group:default/commerce'] },
    ]);
  });

  it.each([
    [{ ...rollBackInProd, action: 'explode' }, /scale, restart, roll-back/],
    [{ ...rollBackInProd, groups: ['user:default/lin.wei'] }, /no group/],
    [{ action: 'scale', groups: [] }, /environments/],
  ])('refuses %j', (entry, message) => {
    expect(() => read(entry)).toThrow(message);
  });
});

describe('restrictionOn', () => {
  const restrictions = read(rollBackInProd);
  it.each([
    ['another action', 'scale', 'prod', ['group:default/shop'], false],
    ['another environment', 'roll-back', 'dev', ['group:default/shop'], false],
    ['no environment', 'roll-back', undefined, ['group:default/shop'], false],
    ['another group', 'roll-back', 'prod', ['group:default/shop'], true],
    ['no group', 'roll-back', 'prod', [], true],
    ['the group', 'roll-back', 'prod', ['group:default/commerce'], false],
  ] as const)('with %s', (_, action, environment, groups, restricted) => {
    const found = restrictionOn(restrictions, action, environment, groups);
    expect(found !== undefined).toBe(restricted);
  });
});
