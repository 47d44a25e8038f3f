import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as client from 'openid-client';
import { type RunningUserCenter, startUserCenter } from '../server.ts';
import { CLIENT_ID, stateFiles } from '../settings.ts';
import { Browser, type Visit } from './browser.ts';

export const PORTAL_URL = 'http://localhost:7007';
export const REDIRECT_URI = `${PORTAL_URL}/api/auth/oidc/handler/frame`;
export const SCOPE = 'openid profile email groups';

/** A user center in a folder of its own, seen through `openid-client` and SCIM. */
export class TestCenter {
  readonly stateDir: string;
  #running: RunningUserCenter;

  private constructor(stateDir: string, running: RunningUserCenter) {
    this.stateDir = stateDir;
    this.#running = running;
  }

  static async start(): Promise<TestCenter> {
    const stateDir = await mkdtemp(join(tmpdir(), 'user-center-'));
    return new TestCenter(stateDir, await run(stateDir, 0));
  }

  get issuer(): string {
    return this.#running.issuer;
  }

  /** Ends it and starts it again on the same port with the same state. */
  async restart(): Promise<void> {
    const { port } = this.#running;
    await this.#running.close();
    this.#running = await run(this.stateDir, port);
  }

  async stop(): Promise<void> {
    await this.#running.close();
    await rm(this.stateDir, { recursive: true });
  }

  browser(headers?: Record<string, string>): Browser {
    return new Browser(this.issuer, headers);
  }

  /** The portal's side, configured by discovery alone. */
  async portal(secret?: string): Promise<client.Configuration> {
    const known = await readFile(
      stateFiles(this.stateDir).clientSecret,
      'utf8',
    );
    return client.discovery(
      new URL(this.issuer),
      CLIENT_ID,
      undefined,
      client.ClientSecretBasic(secret ?? known),
      { execute: [client.allowInsecureRequests] },
    );
  }

  async scim(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<ScimAnswer> {
    const token = await readFile(stateFiles(this.stateDir).scimToken, 'utf8');
    const response = await fetch(`${this.issuer}/scim/v2${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/scim+json',
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text && JSON.parse(text),
    };
  }

  /** SCIM id of a person. */
  async userId(userName: string): Promise<string> {
    return this.#idOf('Users', 'userName', userName);
  }

  /** SCIM id of a group. */
  async groupId(displayName: string): Promise<string> {
    return this.#idOf('Groups', 'displayName', displayName);
  }

  async #idOf(
    endpoint: string,
    attribute: string,
    value: string,
  ): Promise<string> {
    const filter = encodeURIComponent(`${attribute} eq "${value}"`);
    const { body } = await this.scim('GET', `/${endpoint}?filter=${filter}`);
    return (
      body.Resources[0]?.id ??
      assert.fail(`There is no ${value} at /${endpoint}`)
    );
  }
}

export interface ScimAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: ScimBody;
}

interface Reference {
  readonly value: string;
  readonly type: string;
  readonly display: string;
}

/** What the tests look at in an answer; which of it is there depends on the request. */
export interface ScimBody {
  readonly id: string;
  readonly userName: string;
  readonly displayName: string;
  readonly externalId?: string;
  readonly title?: string;
  readonly active: boolean;
  readonly name: { readonly formatted?: string; readonly givenName?: string };
  readonly emails: readonly {
    readonly value: string;
    readonly type?: string;
  }[];
  readonly groups: readonly Reference[];
  readonly members: readonly Reference[];
  readonly meta: Readonly<
    Record<'location' | 'version' | 'created' | 'lastModified', string>
  >;
  readonly totalResults: number;
  readonly startIndex: number;
  readonly itemsPerPage: number;
  readonly Resources: readonly ScimBody[];
  readonly status: string;
  readonly scimType?: string;
  readonly detail: string;
}

/** A sign-in on its way. */
export interface Started {
  readonly url: URL;
  readonly checks: client.AuthorizationCodeGrantChecks;
}

/** Begins an authorization request with PKCE, state and nonce. */
export async function startSignIn(
  portal: client.Configuration,
  extra: Record<string, string> = {},
): Promise<Started> {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const expectedState = client.randomState();
  const expectedNonce = client.randomNonce();
  const url = client.buildAuthorizationUrl(portal, {
    redirect_uri: REDIRECT_URI,
    scope: SCOPE,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    nonce: expectedNonce,
    ...extra,
  });
  return { url, checks: { pkceCodeVerifier, expectedState, expectedNonce } };
}

/** Exchanges the code that the browser was sent back with. */
export async function finishSignIn(
  portal: client.Configuration,
  started: Started,
  back: Visit,
) {
  return client.authorizationCodeGrant(portal, back.url, started.checks);
}

/** The whole way, through the real page. */
export async function signInAs(
  center: TestCenter,
  name: string,
  browser = center.browser(),
) {
  const portal = await center.portal();
  const started = await startSignIn(portal);
  const back = await browser.choose(await browser.open(started.url), name);
  const tokens = await finishSignIn(portal, started, back);
  const subject = tokens.claims()?.sub ?? '';
  const refreshToken = tokens.refresh_token ?? '';
  return { portal, browser, tokens, subject, refreshToken };
}

function run(stateDir: string, port: number): Promise<RunningUserCenter> {
  const settings = { host: '127.0.0.1', port, portalUrl: PORTAL_URL, stateDir };
  return startUserCenter(settings, () => {});
}
