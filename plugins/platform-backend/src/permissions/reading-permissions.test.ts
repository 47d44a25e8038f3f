import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import { readingPermissions } from './reading-permissions';

const permission = (name: string) => createPermission({ name, attributes: {} });
const look = permission('look');
const everything = permission('everything');
const lin = mockCredentials.user('user:default/lin.wei');
const ana = mockCredentials.user('user:default/ana');

function bench() {
  const permissions = mockServices.permissions.mock();
  permissions.authorize.mockImplementation(async ([request]) => [
    {
      result:
        request?.permission.name === 'look'
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
    },
  ]);
  const clock = { now: 1_000 };
  const allows = readingPermissions(permissions, () => clock.now);
  return { allows, clock, permissions };
}

describe('readingPermissions', () => {
  it('asks once for each person and permission', async () => {
    const { allows, permissions } = bench();
    const twice = async () => [
      await allows(lin, look),
      await allows(lin, everything),
      await allows(ana, look),
    ];
    expect(await twice()).toEqual([true, false, true]);
    expect(await twice()).toEqual([true, false, true]);
    expect(permissions.authorize).toHaveBeenCalledTimes(3);
  });

  it('believes nothing for longer than half a minute', async () => {
    const { allows, clock, permissions } = bench();
    expect(await allows(lin, look)).toBe(true);
    permissions.authorize.mockResolvedValue([{ result: AuthorizeResult.DENY }]);
    clock.now += 29_000;
    expect(await allows(lin, look)).toBe(true);
    clock.now += 2_000;
    expect(await allows(lin, look)).toBe(false);
  });

  it('believes no answer that never came', async () => {
    const { allows, permissions } = bench();
    permissions.authorize.mockRejectedValueOnce(new Error('down'));
    await expect(allows(lin, look)).rejects.toThrow('down');
    await expect(allows(lin, look)).resolves.toBe(true);
  });
});
