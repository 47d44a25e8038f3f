import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

const clientId = 'portal';
const clientSecret = 'secret-of-the-portal-in-tests';

/**
 * A user center made of the certified `oidc-provider`, in which `person` signs in without
 * being asked. It answers nothing until it is opened.
 */
export class TestUserCenter {
  /** Who signs in next. */
  person = 'lin.wei';
  /** Whether it answers 503 to everybody. */
  isAway = false;
  /** What whoever wants tokens is answered in its place. */
  saysToRenewals?: { readonly status: number; readonly body: string };
  /** Whether it answers 503 to those who revoke a token. */
  refusesRevocation = false;
  #server: Server;
  #provider?: Provider;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async listen(): Promise<TestUserCenter> {
    const server = createServer();
    await new Promise<void>(resolve =>
      server.listen(0, '127.0.0.1', () => resolve()),
    );
    const center = new TestUserCenter(server);
    server.on('request', (request, response) => {
      const revokes = request.url?.startsWith('/token/revocation');
      if (
        center.isAway ||
        !center.#provider ||
        (revokes && center.refusesRevocation)
      ) {
        response.writeHead(503).end();
      } else if (request.url === '/token' && center.saysToRenewals) {
        const { status, body } = center.saysToRenewals;
        response.writeHead(status).end(body);
      } else if (request.url?.startsWith('/interaction/')) {
        void center.#provider.interactionFinished(request, response, {
          login: { accountId: center.person },
        });
      } else {
        void center.#provider.callback()(request, response);
      }
    });
    return center;
  }

  /** Address as a URL, also the issuer. */
  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://localhost:${port}`;
  }

  /** What the portal's configuration needs. */
  get config() {
    return {
      metadataUrl: `${this.url}/.well-known/openid-configuration`,
      clientId,
      clientSecret,
    };
  }

  /** Begins to answer. */
  open(portalUrl: string): void {
    this.#provider = new Provider(this.url, {
      clients: [
        {
          client_id: clientId,
          client_secret: clientSecret,
          redirect_uris: [`${portalUrl}/api/auth/oidc/handler/frame`],
          post_logout_redirect_uris: [portalUrl],
          grant_types: ['authorization_code', 'refresh_token'],
        },
      ],
      claims: { profile: ['name', 'preferred_username'], email: ['email'] },
      cookies: { keys: ['cookie-key'] },
      pkce: { required: () => true },
      features: {
        devInteractions: { enabled: false },
        revocation: { enabled: true },
      },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      issueRefreshToken: () => true,
      expiresWithSession: () => true,
      findAccount: (_, accountId) => ({
        accountId,
        claims: () => ({
          sub: accountId,
          name: accountId,
          preferred_username: accountId,
        }),
      }),
      async loadExistingGrant({ oidc }) {
        const grant = new oidc.provider.Grant({
          clientId,
          accountId: oidc.session?.accountId ?? '',
        });
        grant.addOIDCScope('openid profile email');
        await grant.save();
        return grant;
      },
    });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}
