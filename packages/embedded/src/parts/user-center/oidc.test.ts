import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as client from 'openid-client';
import {
  finishSignIn,
  PORTAL_URL,
  REDIRECT_URI,
  SCOPE,
  signInAs,
  startSignIn,
  TestCenter,
} from './__testUtils__/center.ts';

const invalidGrant = { name: 'ResponseBodyError', error: 'invalid_grant' };

describe('signing in over OpenID Connect', () => {
  let center: TestCenter;
  before(async () => {
    center = await TestCenter.start();
  });
  after(() => center.stop());

  it('tells who someone is, in the ID token and in userinfo alike', async () => {
    const { portal, subject, tokens } = await signInAs(center, 'Zhao Min');
    const userinfo = await client.fetchUserInfo(
      portal,
      tokens.access_token,
      subject,
    );
    const expected = {
      sub: await center.userId('zhao.min'),
      preferred_username: 'zhao.min',
      name: 'Zhao Min',
      email: 'zhao.min@example.com',
      email_verified: true,
      groups: ['commerce', 'payments', 'shop'],
    };
    assert.deepEqual({ ...userinfo }, expected);
    const { aud, iss, ...idToken } = tokens.claims() ?? {};
    assert.deepEqual([aud, iss], ['pilothouse', center.issuer]);
    for (const [claim, value] of Object.entries(expected)) {
      assert.deepEqual(Reflect.get(idToken, claim), value, claim);
    }
    assert.equal(tokens.expires_in, 300);
  });

  it('names only the groups that name the person, as Keycloak does', async () => {
    const { tokens } = await signInAs(center, 'Lin Wei');
    assert.deepEqual(tokens.claims()?.groups, ['shop']);
    const none = await signInAs(center, 'Noor Khan');
    assert.deepEqual(none.tokens.claims()?.groups, []);
  });

  it('asks once: the session signs in the next time', async () => {
    const { browser, portal, subject } = await signInAs(center, 'Mei Chen');
    const again = await startSignIn(portal, { prompt: 'none' });
    const tokens = await finishSignIn(
      portal,
      again,
      await browser.open(again.url),
    );
    assert.equal(tokens.claims()?.sub, subject);
  });

  it('answers login_required without a page when nobody is signed in', async () => {
    const { url } = await startSignIn(await center.portal(), {
      prompt: 'none',
    });
    const back = await center.browser().open(url);
    assert.equal(back.url.searchParams.get('error'), 'login_required');
  });

  it('lets one become someone else', async () => {
    const { browser, portal, refreshToken } = await signInAs(center, 'Lin Wei');
    const other = await startSignIn(portal, { prompt: 'login' });
    const page = await browser.choose(
      await browser.open(other.url),
      'Sofia Rossi',
    );
    const tokens = await finishSignIn(
      portal,
      other,
      await browser.submit(page),
    );
    assert.equal(tokens.claims()?.preferred_username, 'sofia.rossi');
    await assert.rejects(
      client.refreshTokenGrant(portal, refreshToken),
      invalidGrant,
    );
  });

  it('refreshes, again and again, with fresh claims', async () => {
    const { portal, refreshToken } = await signInAs(center, 'Anna Kowalska');
    const first = await client.refreshTokenGrant(portal, refreshToken);
    const second = await client.refreshTokenGrant(portal, refreshToken);
    assert.notEqual(first.access_token, second.access_token);
    assert.deepEqual(second.claims()?.groups, ['payments']);
  });

  it('ends the session on sign-out, and the refresh token with it', async () => {
    const { browser, portal, refreshToken, tokens } = await signInAs(
      center,
      'Omar Haddad',
    );
    const url = client.buildEndSessionUrl(portal, {
      id_token_hint: tokens.id_token ?? '',
      post_logout_redirect_uri: `${PORTAL_URL}/`,
      state: 'back',
    });
    const page = await browser.open(url);
    assert.match(page.text, /Sign Omar Haddad out\?/);
    const back = await browser.submit(page, { logout: 'yes' });
    assert.equal(back.url.href, `${PORTAL_URL}/?state=back`);
    await assert.rejects(
      client.refreshTokenGrant(portal, refreshToken),
      invalidGrant,
    );
    const { url: silent } = await startSignIn(portal, { prompt: 'none' });
    assert.equal(
      (await browser.open(silent)).url.searchParams.get('error'),
      'login_required',
    );
  });

  it('ends the session when the portal gives its refresh token back', async () => {
    const { browser, portal, refreshToken, tokens } = await signInAs(
      center,
      'Lin Wei',
    );
    await client.tokenRevocation(portal, refreshToken);
    await assert.rejects(
      client.refreshTokenGrant(portal, refreshToken),
      invalidGrant,
    );
    await assert.rejects(
      client.fetchUserInfo(
        portal,
        tokens.access_token,
        client.skipSubjectCheck,
      ),
    );
    const { url } = await startSignIn(portal, { prompt: 'none' });
    assert.equal(
      (await browser.open(url)).url.searchParams.get('error'),
      'login_required',
    );
  });

  it('comes back to the portal when the session has ended before signing out', async () => {
    const { browser, portal, refreshToken, tokens } = await signInAs(
      center,
      'Lin Wei',
    );
    await client.tokenRevocation(portal, refreshToken);
    const url = client.buildEndSessionUrl(portal, {
      id_token_hint: tokens.id_token ?? '',
      post_logout_redirect_uri: PORTAL_URL,
    });
    const back = await browser.submit(await browser.open(url));
    assert.equal(back.url.origin, PORTAL_URL);
  });

  it('keeps sessions, refresh tokens and keys over a restart', async () => {
    const { browser, portal, refreshToken, subject } = await signInAs(
      center,
      'Mei Chen',
    );
    await center.restart();
    const refreshed = await client.refreshTokenGrant(portal, refreshToken);
    assert.equal(refreshed.claims()?.sub, subject);
    const again = await startSignIn(portal, { prompt: 'none' });
    const tokens = await finishSignIn(
      portal,
      again,
      await browser.open(again.url),
    );
    assert.equal(tokens.claims()?.sub, subject);
  });
});

describe('what the user center refuses', () => {
  let center: TestCenter;
  before(async () => {
    center = await TestCenter.start();
  });
  after(() => center.stop());

  it('an authorization request without PKCE', async () => {
    const portal = await center.portal();
    const url = client.buildAuthorizationUrl(portal, {
      redirect_uri: REDIRECT_URI,
      scope: SCOPE,
    });
    const back = await center.browser().open(url);
    assert.equal(back.url.origin, PORTAL_URL);
    assert.equal(back.url.searchParams.get('error'), 'invalid_request');
    assert.match(back.url.searchParams.get('error_description') ?? '', /PKCE/);
  });

  it('a redirect to anywhere but the portal, on a page of its own', async () => {
    const portal = await center.portal();
    const { url } = await startSignIn(portal, {
      redirect_uri: 'http://localhost:9999/steal',
    });
    const page = await center.browser().open(url);
    assert.equal(page.url.origin, center.issuer);
    assert.equal(page.status, 400);
    assert.match(page.text, /redirect_uri/);
  });

  it('a wrong client secret, and a code with a wrong verifier', async () => {
    const portal = await center.portal();
    const wrong = await center.portal('wrong');
    const browser = center.browser();
    const started = await startSignIn(portal);
    const back = await browser.choose(
      await browser.open(started.url),
      'Lin Wei',
    );
    const refused = { name: 'WWWAuthenticateChallengeError', status: 401 };
    await assert.rejects(finishSignIn(wrong, started, back), refused);
    const pkceCodeVerifier = client.randomPKCECodeVerifier();
    const forged = {
      ...started,
      checks: { ...started.checks, pkceCodeVerifier },
    };
    await assert.rejects(finishSignIn(portal, forged, back), invalidGrant);
  });

  it('a code that was used before', async () => {
    const portal = await center.portal();
    const browser = center.browser();
    const started = await startSignIn(portal);
    const back = await browser.choose(
      await browser.open(started.url),
      'Lin Wei',
    );
    await finishSignIn(portal, started, back);
    await assert.rejects(finishSignIn(portal, started, back), invalidGrant);
  });

  it('a sign-out that leads elsewhere', async () => {
    const { browser, portal, tokens } = await signInAs(center, 'Lin Wei');
    const page = await browser.open(
      client.buildEndSessionUrl(portal, {
        id_token_hint: tokens.id_token ?? '',
        post_logout_redirect_uri: 'http://localhost:9999/',
      }),
    );
    assert.equal(page.status, 400);
    assert.match(page.text, /post_logout_redirect_uri/);
  });
});

describe('when someone is deactivated', () => {
  let center: TestCenter;
  before(async () => {
    center = await TestCenter.start();
  });
  after(() => center.stop());

  it('the sessions end at once, and signing in is no longer possible', async () => {
    const { browser, portal, refreshToken, subject, tokens } = await signInAs(
      center,
      'Lin Wei',
    );
    const { status } = await center.scim('PATCH', `/Users/${subject}`, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', path: 'active', value: false }],
    });
    assert.equal(status, 200);
    await assert.rejects(
      client.refreshTokenGrant(portal, refreshToken),
      invalidGrant,
    );
    await assert.rejects(
      client.fetchUserInfo(portal, tokens.access_token, subject),
    );
    const started = await startSignIn(portal);
    const page = await browser.open(started.url);
    assert.match(page.text, /Mei Chen/);
    assert.doesNotMatch(page.text, /Lin Wei/);
    const refused = await browser.submit(page, { person: subject });
    assert.equal(refused.status, 400);
    assert.match(refused.text, /cannot sign in/);
  });

  it('a deleted person is gone as well', async () => {
    const { portal, refreshToken, subject } = await signInAs(
      center,
      'Omar Haddad',
    );
    assert.equal(
      (await center.scim('DELETE', `/Users/${subject}`)).status,
      204,
    );
    await assert.rejects(
      client.refreshTokenGrant(portal, refreshToken),
      invalidGrant,
    );
  });
});
