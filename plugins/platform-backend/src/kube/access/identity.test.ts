import { ConfigReader } from '@backstage/config';
import {
  impersonationHeaders,
  kubernetesIdentity,
  readIdentitySettings,
  tenantsOf,
} from './identity';

const plain = { userPrefix: '', groupPrefix: '' };

describe('kubernetesIdentity', () => {
  it.each([
    ['by name', plain, 'user:default/lin.wei', 'lin.wei', 'shop'],
    [
      'with prefixes',
      { userPrefix: 'oidc:', groupPrefix: 'team:' },
      'user:default/lin.wei',
      'oidc:lin.wei',
      'team:shop',
    ],
  ])('names people and groups %s', (_, settings, ref, user, group) => {
    expect(kubernetesIdentity(ref, ['group:default/shop'], settings)).toEqual({
      user,
      groups: [group],
    });
  });

  it('keeps those of another namespace of the catalog apart', () => {
    const groups = ['group:partner/shop'];
    expect(kubernetesIdentity('user:partner/lin', groups, plain)).toEqual({
      user: 'partner/lin',
      groups: ['partner/shop'],
    });
    expect(tenantsOf(groups)).toEqual([]);
  });
});

describe('readIdentitySettings', () => {
  const read = (impersonation: object) =>
    readIdentitySettings(new ConfigReader({ pilothouse: { impersonation } }));

  it('has no prefixes unless told', () => {
    expect(readIdentitySettings(new ConfigReader({}))).toEqual(plain);
  });

  it.each([
    [{ userPrefix: 'system:' }, 'userPrefix'],
    [{ groupPrefix: 'system:node:' }, 'groupPrefix'],
    [{ userPrefix: 'a\r\nb' }, 'userPrefix'],
    [{ groupPrefix: '研发:' }, 'groupPrefix'],
  ])('refuses %j', (settings, key) => {
    expect(() => read(settings)).toThrow(key);
  });
});

describe('impersonationHeaders', () => {
  it('names the person and each group', () => {
    expect(
      impersonationHeaders({ user: 'lin.wei', groups: ['commerce', 'shop'] }),
    ).toEqual({
      'impersonate-user': 'lin.wei',
      'impersonate-group': ['commerce', 'shop'],
    });
  });

  it.each([
    ['system:admin', []],
    ['system:serviceaccount:kube-system:default', []],
    ['lin.wei', ['system:masters']],
    ['', []],
    ['lin.wei', ['']],
    ['lin\nImpersonate-Group: system:masters', []],
  ])('acts as nobody like %j of %j', (user, groups) => {
    expect(() => impersonationHeaders({ user, groups })).toThrow(
      expect.objectContaining({ name: 'NotAllowedError' }),
    );
  });
});
