import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader, type Config } from '@backstage/config';
import {
  oidcAuthenticator,
  type OidcAuthResult,
} from '@backstage/plugin-auth-backend-module-oidc-provider';
import {
  createOAuthAuthenticator,
  type OAuthAuthenticator,
} from '@backstage/plugin-auth-node';
import { endSessionUrl } from './end-session';
import { ofUserCenter } from './session-end';
import { UserCenterAwayError } from './UserCenterAwayError';

type Inner = ReturnType<typeof oidcAuthenticator.initialize>;
type Client = Awaited<Inner['promise']>['client'];

/** A user center that is found when it is first needed, and again after a failure. */
interface UserCenter {
  readonly clientId: string;
  readonly postLogoutRedirectUrl: string;
  connect(): Promise<Inner>;
}

/**
 * The stock OpenID Connect authenticator with four things that it lacks: it starts
 * before the user center does, it asks for a sign-in when there is no session there, it
 * tells a user center that is away from one that has ended the session, and signing out
 * ends the session there too.
 *
 * @param appUrl - where the browser returns to after signing out, unless configured
 */
export function createPlatformAuthenticator(options: {
  appUrl: string;
  logger: LoggerService;
}): OAuthAuthenticator<UserCenter, OidcAuthResult> {
  const { appUrl, logger } = options;
  return createOAuthAuthenticator<UserCenter, OidcAuthResult>({
    defaultProfileTransform: oidcAuthenticator.defaultProfileTransform,
    scopes: oidcAuthenticator.scopes,
    initialize: ({ callbackUrl, config }) => ({
      clientId: config.getString('clientId'),
      postLogoutRedirectUrl:
        config.getOptionalString('postLogoutRedirectUrl') ?? appUrl,
      connect: connector(callbackUrl, withPrompt(config)),
    }),
    start: async (input, center) =>
      oidcAuthenticator.start(input, await center.connect()),
    authenticate: async (input, center) =>
      oidcAuthenticator.authenticate(input, await center.connect()),
    refresh: async (input, center) => {
      const inner = await center.connect();
      return oidcAuthenticator.refresh(input, inner).catch(error => {
        throw ofUserCenter(error);
      });
    },
    // Never throws: the portal's own session must end even when the user center is down.
    logout: async ({ refreshToken }, center) => {
      try {
        const { client } = await (await center.connect()).promise;
        const idToken = await giveBack(client, refreshToken, logger);
        return {
          logoutUrl: endSessionUrl({
            endpoint: client.issuer.metadata.end_session_endpoint,
            clientId: center.clientId,
            postLogoutRedirectUrl: center.postLogoutRedirectUrl,
            idToken,
          }),
        };
      } catch (error) {
        logger.warn(
          'Signed out of the portal, but not of the user center',
          error instanceof Error ? error : undefined,
        );
        return {};
      }
    },
  });
}

/** Without a prompt of its own the stock one sends `none`, which refuses a first sign-in. */
function withPrompt(config: Config): Config {
  const prompt = config.getOptionalString('prompt') ?? 'auto';
  return new ConfigReader({ ...config.get<object>(), prompt });
}

function connector(callbackUrl: string, config: Config) {
  let connected: Promise<Inner> | undefined;
  const connect = async () => {
    const inner = oidcAuthenticator.initialize({ callbackUrl, config });
    try {
      await inner.promise;
      return inner;
    } catch (error) {
      connected = undefined;
      const url = config.getString('metadataUrl');
      throw new UserCenterAwayError(
        `The user center does not answer at ${url}; try again in a moment`,
        error,
      );
    }
  };
  return () => {
    connected ??= connect();
    return connected;
  };
}

/**
 * Revokes the refresh token. A failure to do so is logged only: what is left to do is to
 * end the session in the browser, which needs the ID token.
 *
 * @returns an ID token that names the session; undefined when it has ended already
 */
async function giveBack(
  client: Client,
  refreshToken: string | undefined,
  logger: LoggerService,
): Promise<string | undefined> {
  if (refreshToken === undefined) {
    return undefined;
  }
  const tokens = await client.refresh(refreshToken).catch(() => undefined);
  if (client.issuer.metadata.revocation_endpoint !== undefined) {
    try {
      await client.revoke(
        tokens?.refresh_token ?? refreshToken,
        'refresh_token',
      );
    } catch (error) {
      logger.warn(
        'The user center did not revoke the refresh token; its session is ended by the browser',
        error instanceof Error ? error : undefined,
      );
    }
  }
  return tokens?.id_token;
}
