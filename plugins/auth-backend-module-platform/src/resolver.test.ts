import type { AuthResolverContext } from '@backstage/plugin-auth-node';
import { signInByPreferredUsername } from './resolver';

function info(preferred_username: string | undefined) {
  const userinfo = { sub: 'f3c1', preferred_username };
  return {
    profile: {},
    result: {
      fullProfile: { userinfo, tokenset: {} },
      session: { accessToken: 'a', tokenType: 'bearer', scope: 'openid' },
    },
  } as unknown as Parameters<typeof signInByPreferredUsername>[0];
}

const context = {
  issueToken: jest.fn(),
  findCatalogUser: jest.fn(),
  signInWithCatalogUser: jest.fn(),
  resolveOwnershipEntityRefs: jest.fn(),
} satisfies AuthResolverContext;

describe('signInByPreferredUsername', () => {
  afterEach(() => jest.resetAllMocks());

  it.each([
    ['lin.wei', 'lin.wei'],
    ['Lin.Wei', 'lin.wei'],
    ['anna@example.com', 'anna-example.com'],
  ])('looks %p up as %p', async (claim, name) => {
    await signInByPreferredUsername(info(claim), context);
    const entityRef = { kind: 'User', namespace: 'default', name };
    expect(context.signInWithCatalogUser).toHaveBeenCalledWith(
      { entityRef },
      { dangerousEntityRefFallback: { entityRef } },
    );
  });

  it.each([
    [undefined, /did not send preferred_username/],
    ['', /did not send preferred_username/],
    ['——', /cannot be used/],
  ])('refuses %p', async (claim, message) => {
    await expect(
      signInByPreferredUsername(info(claim), context),
    ).rejects.toThrow(message);
    expect(context.signInWithCatalogUser).not.toHaveBeenCalled();
  });
});
