import type { IncomingMessage } from 'node:http';
import { chooseLanguage, languageOf } from '../pages/language.ts';
import type { PageContext } from '../pages/pages.ts';
import { PageError } from './page-error.ts';

const LANGUAGE_COOKIE = 'user_center_language';

/** Languages and place of the one who asks for a page. */
export function pageContext(
  request: IncomingMessage,
  portalUrl: string,
  uiLocales?: string,
): PageContext {
  return {
    language: chooseLanguage({
      chosen: cookieOf(request, LANGUAGE_COOKIE),
      uiLocales,
      accepted: request.headers['accept-language'],
    }),
    here: request.method === 'GET' ? request.url : undefined,
    portalUrl,
  };
}

/**
 * The answer to the language switch: keeps the choice in a cookie and goes back.
 *
 * @returns headers of a redirect; its target is always on this server
 */
export function languageSwitch(parameters: URLSearchParams, issuer: string) {
  const language = languageOf(parameters.get('to') ?? '') ?? 'en';
  const back = new URL(parameters.get('back') ?? '/', issuer);
  const target =
    back.origin === issuer ? `${back.pathname}${back.search}` : '/';
  return {
    Location: new URL(target.replace(/^\/+/, '/'), issuer).href,
    'Set-Cookie': `${LANGUAGE_COOKIE}=${language}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax`,
  };
}

/**
 * Refuses names other than our own, so that no web site can reach us under a name of its
 * own that leads to loopback.
 */
export function checkHost(request: IncomingMessage, issuer: string): void {
  const { host, port } = new URL(issuer);
  const given = request.headers.host ?? '';
  if (![host, `127.0.0.1:${port}`].includes(given))
    throw new PageError(421, 'wrongHost');
}

/** Refuses forms that were posted from another origin. */
export function checkOrigin(request: IncomingMessage, issuer: string): void {
  const { origin } = request.headers;
  if (origin !== undefined && origin !== issuer)
    throw new PageError(403, 'crossSite');
}

function cookieOf(request: IncomingMessage, name: string): string | undefined {
  const cookies = (request.headers.cookie ?? '')
    .split(';')
    .map(text => text.trim());
  return cookies
    .find(text => text.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}
