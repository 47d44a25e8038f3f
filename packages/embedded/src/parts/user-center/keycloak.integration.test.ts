import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import * as client from 'openid-client';
import { z } from 'zod';
import { claimsOf } from './oidc/claims.ts';
import { emailOf, nameOf, type People, type User } from './people/model.ts';
import { samplePeople } from './people/seed.ts';
import { directGroups } from './people/memberships.ts';
import { configurationOn } from '../../testing/documentation.ts';
import { Browser } from './__testUtils__/browser.ts';
import {
  PORTAL_URL,
  REDIRECT_URI,
  SCOPE,
  finishSignIn,
  startSignIn,
} from './__testUtils__/center.ts';
import { hasJava, Keycloak } from './__testUtils__/keycloak.ts';

const REALM = new URL(
  '../../../../../docs/user-center/keycloak-realm.json',
  import.meta.url,
);

const realmSchema = z.looseObject({
  realm: z.string(),
  clients: z.array(z.looseObject({ clientId: z.string() })),
  users: z.array(z.looseObject({ username: z.string() })),
});

/** What the page tells people to configure, as far as Keycloak has a say in it. */
const configurationSchema = z.object({
  auth: z.object({
    providers: z.object({
      oidc: z.object({
        production: z.object({ metadataUrl: z.url(), clientId: z.string() }),
      }),
    }),
  }),
  catalog: z.object({
    providers: z.object({
      keycloakOrg: z.object({
        default: z.object({
          baseUrl: z.url(),
          realm: z.string(),
          loginRealm: z.string(),
          clientId: z.string(),
        }),
      }),
    }),
  }),
});

const listSchema = z.array(
  z.object({
    id: z.string(),
    username: z.string().optional(),
    name: z.string().optional(),
  }),
);

/** Keycloak leaves the claim out for those without a group. */
const groupsSchema = z.array(z.string()).default([]);

const skip = (await hasJava())
  ? false
  : 'Java and Maven are needed to run a Keycloak';
const { auth, catalog } = configurationSchema.parse(
  await configurationOn('user-center/keycloak.md'),
);
const signIn = auth.providers.oidc.production;
const provider = catalog.providers.keycloakOrg.default;
const people = samplePeople(new Date().toISOString());
const clientSecret = randomBytes(24).toString('base64url');
const password = randomBytes(24).toString('base64url');

describe(
  'a real Keycloak with the realm of the documentation',
  { skip },
  () => {
    let keycloak: Keycloak;
    let issuer: URL;
    let portal: client.Configuration;

    before(async () => {
      keycloak = await Keycloak.start();
      const realm = realmSchema.parse(
        JSON.parse(await readFile(REALM, 'utf8')),
      );
      await keycloak.admin('POST', '/realms', {
        ...realm,
        clients: realm.clients.map(each => ({ ...each, secret: clientSecret })),
        users: [
          ...realm.users,
          ...people.users.map(user => keycloakUser(people, user)),
        ],
      });
      // Where the page has the company's Keycloak, here is the one under test.
      const { pathname } = new URL(signIn.metadataUrl);
      issuer = new URL(pathname, keycloak.url);
      portal = await discover(signIn.clientId);
    });
    after(() => keycloak?.stop());

    function discover(clientId: string): Promise<client.Configuration> {
      const authentication = client.ClientSecretBasic(clientSecret);
      return client.discovery(issuer, clientId, undefined, authentication, {
        execute: [client.allowInsecureRequests],
      });
    }

    async function signInAs(username: string) {
      const browser = new Browser(issuer.origin);
      const started = await startSignIn(portal);
      const page = await browser.open(started.url);
      const back = await browser.submit(page, { username, password });
      const tokens = await finishSignIn(portal, started, back);
      return { browser, tokens, refreshToken: tokens.refresh_token ?? '' };
    }

    async function isSignedIn(browser: Browser): Promise<boolean> {
      const { url } = await startSignIn(portal, { prompt: 'none' });
      const back = await browser.open(url);
      return back.url.searchParams.get('error') !== 'login_required';
    }

    async function tellsTheSameOf(user: User): Promise<void> {
      const { sub: _sub, ...expected } = claimsOf(people, user);
      const { tokens } = await signInAs(user.userName);
      const subject = tokens.claims()?.sub ?? '';
      const { sub, groups, ...userinfo } = await client.fetchUserInfo(
        portal,
        tokens.access_token,
        subject,
      );
      assert.equal(sub, subject);
      const told = {
        ...userinfo,
        groups: groupsSchema.parse(groups).sort(),
      };
      assert.deepEqual(told, expected);
      for (const claim of [
        'preferred_username',
        'name',
        'email',
        'email_verified',
      ] as const) {
        assert.equal(tokens.claims()?.[claim], expected[claim]);
      }
    }

    for (const user of people.users) {
      it(`tells the same of ${user.userName} as the embedded user center`, () =>
        tellsTheSameOf(user));
    }

    it('refreshes until the session ends there', async () => {
      const { browser, refreshToken, tokens } = await signInAs('lin.wei');
      const refreshed = await client.refreshTokenGrant(portal, refreshToken);
      assert.ok(refreshed.access_token);
      await keycloak.admin(
        'DELETE',
        `/realms/${provider.realm}/sessions/${tokens.claims()?.sid}`,
      );
      await assert.rejects(client.refreshTokenGrant(portal, refreshToken), {
        error: 'invalid_grant',
      });
      assert.equal(await isSignedIn(browser), false);
    });

    it('ends the session when the portal gives its refresh token back', async () => {
      const { browser, refreshToken } = await signInAs('mei.chen');
      assert.equal(await isSignedIn(browser), true);
      await client.tokenRevocation(portal, refreshToken);
      assert.equal(await isSignedIn(browser), false);
    });

    it('signs out and comes back to the portal', async () => {
      const { browser, tokens } = await signInAs('sofia.rossi');
      const url = client.buildEndSessionUrl(portal, {
        id_token_hint: tokens.id_token ?? '',
        post_logout_redirect_uri: `${PORTAL_URL}/`,
      });
      assert.equal((await browser.open(url)).url.href, `${PORTAL_URL}/`);
      assert.equal(await isSignedIn(browser), false);
    });

    it('lets the catalog read people and nested groups, and change nothing', async () => {
      const reader = await discover(provider.clientId);
      const { access_token: token } = await client.clientCredentialsGrant(
        reader,
      );
      const call = (path: string, method = 'GET') =>
        fetch(`${keycloak.url}/admin/realms/${provider.realm}/${path}`, {
          method,
          headers: { Authorization: `Bearer ${token}` },
        });
      const list = async (path: string) =>
        listSchema.parse(await (await call(path)).json());
      const users = await list('users?max=100');
      for (const { userName } of people.users) {
        assert.ok(
          users.some(({ username }) => username === userName),
          userName,
        );
      }
      const commerce = (await list('groups')).find(
        ({ name }) => name === 'commerce',
      );
      const children = await list(`groups/${commerce?.id}/children`);
      assert.deepEqual(children.map(({ name }) => name).sort(), [
        'payments',
        'shop',
      ]);
      assert.equal((await call(`users/${users[0]?.id}`, 'DELETE')).status, 403);
    });

    it('is at one address for both, as the page has it', () => {
      const { loginRealm, baseUrl } = provider;
      assert.equal(loginRealm, provider.realm);
      assert.equal(
        signIn.metadataUrl,
        `${baseUrl}/realms/${loginRealm}/.well-known/openid-configuration`,
      );
    });

    it('wants PKCE', async () => {
      const url = client.buildAuthorizationUrl(portal, {
        redirect_uri: REDIRECT_URI,
        scope: SCOPE,
      });
      const back = await new Browser(issuer.origin).open(url);
      assert.equal(back.url.searchParams.get('error'), 'invalid_request');
      assert.match(
        back.url.searchParams.get('error_description') ?? '',
        /code_challenge_method/,
      );
    });
  },
);

/** Someone as Keycloak imports people, with groups as paths. */
function keycloakUser(all: People, user: User) {
  const [firstName, lastName] = nameOf(user).split(' ');
  return {
    username: user.userName,
    enabled: true,
    email: emailOf(user),
    emailVerified: true,
    firstName,
    lastName,
    credentials: [{ type: 'password', value: password }],
    groups: directGroups(all, user.id).map(group => {
      const [parent] = directGroups(all, group.id);
      return [parent, group]
        .flatMap(each => (each ? `/${each.displayName}` : []))
        .join('');
    }),
  };
}
