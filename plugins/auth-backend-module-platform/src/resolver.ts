import { AuthenticationError } from '@backstage/errors';
import type { OidcAuthResult } from '@backstage/plugin-auth-backend-module-oidc-provider';
import {
  createSignInResolverFactory,
  type OAuthAuthenticatorResult,
  type SignInResolver,
} from '@backstage/plugin-auth-node';
import { toEntityName } from '@pilothouse/plugin-platform-common';

type OidcResolver = SignInResolver<OAuthAuthenticatorResult<OidcAuthResult>>;

/**
 * Signs a person in as the catalog's user whose name is their `preferred_username`, with
 * all groups that the catalog knows of. Whom the catalog does not know is signed in too,
 * as themselves and nothing else, so that the portal can tell them whom to ask.
 */
export const signInByPreferredUsername: OidcResolver = async (
  { result },
  context,
) => {
  const claim = result.fullProfile.userinfo.preferred_username;
  const name = toEntityName(claim ?? '');
  if (name === undefined) {
    throw new AuthenticationError(
      claim
        ? `The user name ${JSON.stringify(claim)} cannot be used in the catalog`
        : 'The user center did not send preferred_username; let it add the claim to the scope "profile"',
    );
  }
  const entityRef = { kind: 'User', namespace: 'default', name };
  return context.signInWithCatalogUser(
    { entityRef },
    { dangerousEntityRefFallback: { entityRef } },
  );
};

/** The same, by the name that configuration may give to a resolver. */
export const preferredUsernameResolverFactory = createSignInResolverFactory({
  create: () => signInByPreferredUsername,
});
