import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { readBody } from '../../../platform/request-body.ts';
import type { Reply } from './call.ts';
import { badRequest, bodyOf, HarborError, tooLarge } from './errors.ts';
import type { Harbor } from './harbor.ts';
import { authenticate, nameOf } from './principal.ts';
import { grantsFor, passOn } from './proxy.ts';
import { artifactRoutes } from './routes/artifact-routes.ts';
import { projectRoutes, quotaRoutes } from './routes/project-routes.ts';
import { retentionRoutes } from './routes/retention-routes.ts';
import { robotRoutes } from './routes/robot-routes.ts';
import { dispatch } from './routes/route.ts';
import { systemRoutes } from './routes/system-routes.ts';
import { TOKEN_SERVICE } from './settings.ts';
import { signToken } from './signing.ts';

const API = '/api/v2.0/';

const routes = [
  ...systemRoutes,
  ...projectRoutes,
  ...quotaRoutes,
  ...robotRoutes,
  ...retentionRoutes,
  ...artifactRoutes,
];

/** Makes the HTTP interface; it does not listen yet. */
export function createHarborServer(harbor: Harbor): Server {
  return createServer(
    // Layers of images take as long as they take.
    // Connections rest as long as nginx, in front of a Harbor, lets them.
    { requestTimeout: 0, keepAliveTimeout: 65_000 },
    (request, response) => void handle(harbor, request, response),
  );
}

/** Answers one request; never throws. */
async function handle(
  harbor: Harbor,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const url = new URL(request.url ?? '/', harbor.url);
    if (url.pathname.startsWith('/v2/') || url.pathname === '/v2')
      await passOn(harbor, request, response, url);
    else send(response, await answer(harbor, request, url));
  } catch (error) {
    refuse(harbor, response, error, request.url);
  }
}

async function answer(
  harbor: Harbor,
  request: IncomingMessage,
  url: URL,
): Promise<Reply> {
  const { method = 'GET', headers } = request;
  const { accounts, state } = harbor;
  const now = new Date();
  if (url.pathname === '/') return { status: 200 };
  const principal = authenticate(headers.authorization, accounts, state, now);
  if (url.pathname === '/service/token') {
    const scopes = url.searchParams.getAll('scope');
    const wanted = scopes.flatMap(scope => scope.split(' ')).filter(Boolean);
    const granted = await grantsFor(harbor, principal, wanted);
    const { key } = harbor;
    const signed = signToken(key, nameOf(principal), granted, now);
    const json = { ...signed, access_token: signed.token };
    return { status: 200, json };
  }
  if (!url.pathname.startsWith(API))
    throw new HarborError(404, 'NOT_FOUND', `${url.pathname} was not found`);
  const body = await readBody(request, tooLarge);
  const call = { harbor, principal, url, headers, body };
  const segments = segmentsOf(url.pathname.slice(API.length));
  return dispatch(routes, call, method, segments);
}

/** A slash in a repository's name comes encoded twice. */
function segmentsOf(path: string): string[] {
  try {
    return path
      .split('/')
      .filter(Boolean)
      .map(segment => decodeURIComponent(decodeURIComponent(segment)));
  } catch {
    throw badRequest('The address is not encoded properly');
  }
}

function send(
  response: ServerResponse,
  { status, headers, json, text }: Reply,
) {
  response.writeHead(status, {
    ...headers,
    'Cache-Control': 'no-store',
    ...(json !== undefined && { 'Content-Type': 'application/json' }),
    ...(text !== undefined && { 'Content-Type': 'text/plain' }),
  });
  response.end(json === undefined ? text : JSON.stringify(json));
}

function refuse(
  { log, url }: Harbor,
  response: ServerResponse,
  error: unknown,
  path = '',
): void {
  const known =
    error instanceof HarborError
      ? error
      : new HarborError(500, 'UNKNOWN', 'internal server error');
  if (known !== error || known.status >= 500)
    log('failed', { path, error: String(error) });
  if (response.headersSent) {
    // Nothing more can be said: the one who asked has gone, or the content ended too early.
    response.destroy();
    return;
  }
  const challenge = `Bearer realm="${url}/service/token",service="${TOKEN_SERVICE}"`;
  response.writeHead(known.status, {
    'Content-Type': 'application/json',
    ...(known.status === 401 &&
      path.startsWith('/v2') && { 'WWW-Authenticate': challenge }),
  });
  response.end(bodyOf(known));
}
