import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { readBody } from '../../../platform/request-body.ts';
import type { CiServer } from '../ci-server.ts';
import { authenticate, checkCrumb } from './auth.ts';
import type { Call } from './call.ts';
import { BadRequest, Forbidden, HttpError, TooLarge } from './errors.ts';
import { type Reply, sendReply } from './reply.ts';
import { buildRoutes } from './routes/build-routes.ts';
import { credentialRoutes } from './routes/credential-routes.ts';
import { jobRoutes } from './routes/job-routes.ts';
import { dispatch, type Route } from './routes/route.ts';
import { openRoutes, serverRoutes } from './routes/server-routes.ts';
import { locate } from './routes/locate.ts';

/**
 * Version of Jenkins whose interface this follows; what comes after the plus says that it
 * is not Jenkins.
 */
export const VERSION = '2.528.3+pilothouse-stand-in';

/** Makes the HTTP interface; it does not listen yet. */
export function createHttpServer(server: CiServer): Server {
  return createServer(
    (request, response) => void handle(server, request, response),
  );
}

/** Answers one request; never throws. */
async function handle(
  server: CiServer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('X-Jenkins', VERSION);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', 'no-store');
  let reply: Reply;
  try {
    reply = await answer(server, request);
  } catch (error) {
    reply = refusal(server, error);
  }
  try {
    await sendReply(reply, response, request.method === 'HEAD');
  } catch (error) {
    // The one who asked has gone, or a file ended too early: nothing more can be said.
    server.log('answer-broken', { path: request.url, reason: String(error) });
    response.destroy();
  }
}

async function answer(
  server: CiServer,
  request: IncomingMessage,
): Promise<Reply> {
  const { method = 'GET', headers } = request;
  const url = new URL(request.url ?? '/', server.url);
  const segments = segmentsOf(url.pathname);
  const principal = authenticate(server.accounts, headers);
  const body =
    method === 'GET' || method === 'HEAD'
      ? Buffer.alloc(0)
      : await readBody(request, sentence => new TooLarge(sentence));
  const call: Call = {
    server,
    principal,
    method,
    query: url.searchParams,
    headers,
    body,
  };
  if (knows(openRoutes, segments))
    return dispatch(openRoutes, call, server, segments);
  if (principal.by === 'nobody')
    throw new Forbidden(
      'anonymous is missing the Overall/Read permission: sign in by HTTP Basic with a user and an API token',
    );
  if (method !== 'GET' && method !== 'HEAD')
    checkCrumb(server.crumbKey, principal, headers);
  if (knows(serverRoutes, segments))
    return dispatch(serverRoutes, call, server, segments);
  return answerJob(call, segments);
}

function answerJob(
  call: Call,
  segments: readonly string[],
): Reply | Promise<Reply> {
  const { job, build, rest } = locate(call.server, segments);
  if (build) return dispatch(buildRoutes, call, { job, build }, rest);
  return dispatch([...jobRoutes, ...credentialRoutes], call, job, rest);
}

function knows<Subject>(
  routes: readonly Route<Subject>[],
  segments: readonly string[],
): boolean {
  const first = segments[0];
  return routes.some(({ path }) => {
    const [, known] = path.split('/');
    return known === first;
  });
}

function segmentsOf(path: string): string[] {
  try {
    return path
      .split('/')
      .filter(each => each !== '')
      .map(decodeURIComponent);
  } catch {
    throw new BadRequest('The address is not encoded properly');
  }
}

/** As Jenkins refuses: the sentence is in the header `X-Error`, and in the body. */
function refusal(server: CiServer, error: unknown): Reply {
  const known =
    error instanceof HttpError
      ? error
      : new HttpError(500, 'The server failed; its log says more');
  if (known !== error) {
    server.log('failed', {
      error: error instanceof Error ? error.stack : String(error),
    });
  }
  const { status, message } = known;
  return {
    status,
    type: 'text/plain;charset=utf-8',
    headers: {
      // A header cannot hold everything that a sentence can.
      'X-Error': message.replace(/[^\x20-\x7e]/g, '?'),
      ...(status === 401 && { 'WWW-Authenticate': 'Basic realm="Jenkins"' }),
    },
    body: `${message}\n`,
  };
}
