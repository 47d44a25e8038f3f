import Provider, {
  type Configuration,
  interactionPolicy,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import type { Keys } from '../keys.ts';
import type { PeopleStore } from '../people/store.ts';
import { CLIENT_ID, GIT_CALLBACK_PATH, GIT_CLIENT_ID } from '../settings.ts';
import type { ArtifactStore } from './artifact-store.ts';
import { activeUser, claimsOf } from './claims.ts';

/** Length of a sign-in, in seconds: a working day. */
const SESSION_SECONDS = 12 * 3600;
const TOKEN_SECONDS = 300;
const INTERACTION_SECONDS = 3600;

/** As much of a request as a page outside the protocol needs. */
export type PlainContext = Pick<
  KoaContextWithOIDC,
  'req' | 'status' | 'type' | 'body'
>;

/** Pages that the provider asks for; each sets the context's type and body. */
export interface ProviderPages {
  error(
    ctx: KoaContextWithOIDC,
    code: string,
    description: string | undefined,
  ): void;
  notFound(ctx: PlainContext): void;
  confirmSignOut(ctx: KoaContextWithOIDC, form: string): void;
  signedOut(ctx: KoaContextWithOIDC): void;
}

export interface ProviderParts {
  readonly issuer: string;
  readonly portalUrl: string;
  readonly gitUrl?: string;
  readonly keys: Keys;
  readonly people: PeopleStore;
  readonly artifacts: ArtifactStore;
  readonly pages: ProviderPages;
}

/** Path of the sign-in page of one interaction. */
export function interactionPath(uid: string): string {
  return `/interaction/${uid}`;
}

/** The OpenID provider of the embedded platform, with the portal and the git server as its clients. */
export function createProvider(parts: ProviderParts): Provider {
  const provider = new Provider(parts.issuer, configuration(parts));
  // Keycloak does the same: a client that gives back its refresh token signs the person out.
  provider.on('grant.revoked', (ctx: KoaContextWithOIDC) => {
    const uid = ctx.oidc.entities.RefreshToken?.sessionUid;
    if (ctx.oidc.route === 'revocation' && uid) parts.artifacts.endSession(uid);
  });
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.status === 404 && !ctx.body) parts.pages.notFound(ctx);
  });
  return provider;
}

function configuration(parts: ProviderParts): Configuration {
  const { artifacts, keys, pages, people } = parts;
  return {
    adapter: model => artifacts.adapter(model),
    clients: [portalClient(parts), ...gitClients(parts)],
    jwks: keys.signingKeys,
    cookies: cookies(parts),
    scopes: ['openid', 'offline_access', 'profile', 'email', 'groups'],
    claims: {
      openid: ['sub'],
      profile: ['name', 'preferred_username'],
      email: ['email', 'email_verified'],
      groups: ['groups'],
    },
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic'],
    conformIdTokenClaims: false,
    // Gitea's client knows no PKCE.
    pkce: { required: (_ctx, client) => client.clientId !== GIT_CLIENT_ID },
    findAccount: (_ctx, sub) => {
      const user = activeUser(people.people, sub);
      return (
        user && {
          accountId: sub,
          claims: () => ({ ...claimsOf(people.people, user) }),
        }
      );
    },
    features: features(pages),
    interactions: {
      policy: policy(),
      url: (_ctx, interaction) => interactionPath(interaction.uid),
    },
    issueRefreshToken: (_ctx, client) =>
      client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => true,
    rotateRefreshToken: false,
    loadExistingGrant: grantEverything,
    renderError: (ctx, out) =>
      pages.error(ctx, out.error, out.error_description),
    ttl: {
      AccessToken: TOKEN_SECONDS,
      AuthorizationCode: 60,
      Grant: SESSION_SECONDS,
      IdToken: TOKEN_SECONDS,
      Interaction: INTERACTION_SECONDS,
      RefreshToken: SESSION_SECONDS,
      Session: SESSION_SECONDS,
    },
  };
}

function features(pages: ProviderPages): Configuration['features'] {
  return {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    resourceIndicators: { enabled: false },
    revocation: {
      enabled: true,
      allowedPolicy: (_ctx, client, token) =>
        token.clientId === client.clientId,
    },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => pages.confirmSignOut(ctx, form),
      postLogoutSuccessSource: ctx => pages.signedOut(ctx),
    },
  };
}

/** Cookies ignore ports, so the names carry it: two instances share the host. */
function cookies({ issuer, keys }: ProviderParts): Configuration['cookies'] {
  const prefix = `user_center_${new URL(issuer).port}`;
  return {
    keys: [keys.cookieKey],
    names: {
      session: `${prefix}_session`,
      interaction: `${prefix}_interaction`,
      resume: `${prefix}_resume`,
    },
  };
}

function portalClient({ keys, portalUrl }: ProviderParts) {
  const origin = new URL(portalUrl).origin;
  return {
    client_id: CLIENT_ID,
    client_secret: keys.clientSecret,
    client_name: 'Pilothouse',
    redirect_uris: [`${origin}/api/auth/oidc/handler/frame`],
    post_logout_redirect_uris: [origin, `${origin}/`],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code' as const],
    token_endpoint_auth_method: 'client_secret_basic' as const,
    id_token_signed_response_alg: 'RS256' as const,
  };
}

function gitClients({ keys, gitUrl }: ProviderParts) {
  if (!gitUrl) return [];
  return [
    {
      client_id: GIT_CLIENT_ID,
      client_secret: keys.gitClientSecret,
      client_name: 'Git server',
      redirect_uris: [new URL(GIT_CALLBACK_PATH, gitUrl).href],
      grant_types: ['authorization_code'],
      response_types: ['code' as const],
      token_endpoint_auth_method: 'client_secret_basic' as const,
      id_token_signed_response_alg: 'RS256' as const,
    },
  ];
}

/** Asks for a sign-in also when the session's person is gone or deactivated. */
function policy() {
  const prompts = interactionPolicy.base();
  const gone = new interactionPolicy.Check(
    'account_gone',
    'The person of this session can no longer sign in',
    ctx => Boolean(ctx.oidc.session?.accountId) && !ctx.oidc.account,
  );
  prompts.get('login')?.checks.add(gone);
  return prompts;
}

/** The portal belongs to the platform: nobody is asked for consent. */
async function grantEverything(ctx: KoaContextWithOIDC) {
  const { client, provider, requestParamOIDCScopes, session } = ctx.oidc;
  if (!client || !session?.accountId) return undefined;
  const known = session.grantIdFor(client.clientId);
  const grant =
    (known ? await provider.Grant.find(known) : undefined) ??
    new provider.Grant({
      clientId: client.clientId,
      accountId: session.accountId,
    });
  grant.addOIDCScope([...requestParamOIDCScopes].join(' '));
  await grant.save();
  return grant;
}
