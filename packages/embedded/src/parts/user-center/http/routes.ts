import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import type { Log } from '../../../platform/log.ts';
import { activeUser } from '../oidc/claims.ts';
import { interactionPath } from '../oidc/provider.ts';
import { beginSignIn, finishSignIn } from '../oidc/sign-in.ts';
import { aboutPage, errorPage, signInPage } from '../pages/pages.ts';
import type { PeopleStore } from '../people/store.ts';
import { handleScim, SCIM_PATH, type ScimOptions } from '../scim/handler.ts';
import { BodyTooLarge } from './body.ts';
import { PageError } from './page-error.ts';
import {
  checkHost,
  checkOrigin,
  languageSwitch,
  pageContext,
} from './visitor.ts';

/** What the routes work with. */
export interface Center {
  readonly issuer: string;
  readonly portalUrl: string;
  readonly provider: Provider;
  readonly people: PeopleStore;
  readonly scim: ScimOptions;
  readonly styleSheet: string;
  readonly log: Log;
}

/** Answers one request; never throws. */
export async function handle(
  center: Center,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    securityHeaders(center, response);
    checkHost(request, center.issuer);
    // The provider makes its addresses from this header.
    request.headers.host = new URL(center.issuer).host;
    const url = new URL(request.url ?? '/', center.issuer);
    if (
      url.pathname === SCIM_PATH ||
      url.pathname.startsWith(`${SCIM_PATH}/`)
    ) {
      await handleScim(center.scim, request, response);
      return;
    }
    await handlePage(center, url, request, response);
  } catch (error) {
    failPage(center, error, request, response);
  }
}

async function handlePage(
  center: Center,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const uid = /^\/interaction\/([\w-]+)$/.exec(url.pathname)?.[1];
  if (uid) return interaction(center, uid, request, response);
  const get = request.method === 'GET' || request.method === 'HEAD';
  switch (get && url.pathname) {
    case '/':
      return about(center, request, response);
    case '/healthz':
      return send(response, 200, 'text/plain', 'ok\n');
    case '/user-center.css':
      return send(response, 200, 'text/css', center.styleSheet);
    case '/language':
      response
        .writeHead(303, languageSwitch(url.searchParams, center.issuer))
        .end();
      return undefined;
    default:
      return callProvider(center, url, request, response);
  }
}

async function interaction(
  center: Center,
  uid: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { issuer, log, people, portalUrl, provider } = center;
  if (request.method === 'POST') {
    checkOrigin(request, issuer);
    const userName = await finishSignIn(
      provider,
      people,
      request,
      response,
      uid,
    );
    log('signed-in', { userName });
    return;
  }
  const begun = await beginSignIn(provider, request, response, uid);
  if (!begun) return;
  const context = pageContext(request, portalUrl, begun.uiLocales);
  sendPage(
    response,
    200,
    signInPage(context, people.people, interactionPath(uid)),
  );
}

async function about(
  center: Center,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const { people, portalUrl, provider } = center;
  const session = await provider.Session.get(
    provider.createContext(request, response),
  );
  const signedIn = activeUser(people.people, session.accountId);
  sendPage(
    response,
    200,
    aboutPage(pageContext(request, portalUrl), people.people, signedIn),
  );
}

async function callProvider(
  { issuer, provider }: Center,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (url.pathname.startsWith('/session/') && request.method === 'POST') {
    checkOrigin(request, issuer);
  }
  await provider.callback()(request, response);
}

function failPage(
  { log, portalUrl }: Center,
  error: unknown,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const known =
    error instanceof BodyTooLarge ? new PageError(413, 'tooLarge') : error;
  const failure =
    known instanceof PageError ? known : new PageError(500, 'internal');
  if (failure !== known) {
    log('failed', {
      error: error instanceof Error ? error.stack : String(error),
    });
  }
  if (response.headersSent) {
    response.destroy();
    return;
  }
  sendPage(
    response,
    failure.status,
    errorPage(pageContext(request, portalUrl), failure.code),
  );
}

/**
 * `form-action` names the portal, because browsers apply it to the redirect after a form.
 * No `Cross-Origin-Opener-Policy`: the portal opens sign-in in a window that answers to it.
 */
function securityHeaders(
  { portalUrl }: Center,
  response: ServerResponse,
): void {
  const policy = [
    "default-src 'none'",
    'script-src',
    "style-src 'self'",
    'img-src data:',
    `form-action 'self' ${new URL(portalUrl).origin}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  response.setHeader('Content-Security-Policy', policy.join('; '));
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'same-origin');
}

function sendPage(
  response: ServerResponse,
  status: number,
  page: string,
): void {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Vary', 'Accept-Language, Cookie');
  send(response, status, 'text/html', page);
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
): void {
  response
    .writeHead(status, { 'Content-Type': `${type}; charset=utf-8` })
    .end(body);
}
