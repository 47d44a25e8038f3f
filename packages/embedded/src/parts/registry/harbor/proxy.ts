import { createHash } from 'node:crypto';
import {
  type IncomingMessage,
  request as requestOf,
  type ServerResponse,
} from 'node:http';
import { pipeline } from 'node:stream/promises';
import { readBody } from '../../../platform/request-body.ts';
import { parseManifest } from './content.ts';
import { HarborError, tooLarge, unauthorized } from './errors.ts';
import type { Harbor } from './harbor.ts';
import { authenticate, nameOf, type Principal } from './principal.ts';
import { grantOf, projectOf, repositoryOf, scopesOf } from './rights.ts';
import { type Access, readToken, signToken } from './signing.ts';

/** Makes the project that a push lacks, for the accounts for which that is done. */
export async function grantsFor(
  harbor: Harbor,
  principal: Principal,
  scopes: readonly string[],
): Promise<Access[]> {
  for (const scope of scopes) {
    const [, repository, actions] =
      /^repository:(.+):([^:]*)$/.exec(scope) ?? [];
    if (!repository || !actions?.split(',').includes('push')) continue;
    if (principal.kind !== 'account' || !principal.account.makesProjects)
      continue;
    const name = projectOf(repository);
    if (!harbor.state.project(name)) {
      const owner = nameOf(principal);
      await harbor.state.addProject({ name, public: false, owner });
    }
  }
  return scopes
    .map(scope => grantOf(principal, scope, harbor.state))
    .filter(access => access !== undefined);
}

/** Passes a request on to the registry behind, which checks the token that it comes with. */
export async function passOn(
  harbor: Harbor,
  incoming: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const pass = await passOf(harbor, incoming, url);
  const repository = repositoryOf(url.pathname);
  const project = repository && harbor.state.project(projectOf(repository));
  if (repository && !project && sees(harbor, pass, repository))
    throw new HarborError(
      404,
      'NAME_UNKNOWN',
      `project ${projectOf(repository)} not found`,
    );
  const pushesManifest =
    incoming.method === 'PUT' &&
    url.pathname.includes('/manifests/') &&
    pass?.access.some(
      ({ name, actions }) => name === repository && actions.includes('push'),
    );
  const limit = project ? project.storageLimit : -1;
  const body =
    pushesManifest && limit >= 0 && project
      ? await withinQuota(harbor, project.name, limit, incoming)
      : undefined;
  const authorization = pass && `Bearer ${pass.token}`;
  const send = () =>
    forward(harbor, incoming, response, { authorization, body, url });
  if (mayPush(incoming.method, pass)) await harbor.sweeper.push(send);
  else await send();
  if (incoming.method === 'DELETE') harbor.sweeper.deleted();
}

/** Whether it may be a part of a push, which asks first which blobs are there. */
function mayPush(method = 'GET', pass: Pass | undefined): boolean {
  return (
    ['POST', 'PUT', 'PATCH'].includes(method) ||
    (pass?.access.some(({ actions }) => actions.includes('push')) ?? false)
  );
}

/** A token with what it says. */
interface Pass {
  readonly token: string;
  readonly subject: string;
  readonly access: readonly Access[];
}

/** Whether somebody may know that a project is not there: others learn of none. */
function sees(
  { accounts }: Harbor,
  pass: Pass | undefined,
  repository: string,
): boolean {
  if (!pass) return false;
  return (
    accounts.some(({ name }) => name === pass.subject) ||
    pass.access.some(({ name }) => name === repository)
  );
}

/**
 * What a request is passed on with: of those who come with HTTP Basic, a token for just this
 * request. Without one the registry behind says what is missing.
 */
async function passOf(
  harbor: Harbor,
  { headers, method = 'GET' }: IncomingMessage,
  url: URL,
): Promise<Pass | undefined> {
  const given = headers.authorization;
  if (given === undefined) return undefined;
  const { accounts, state, key } = harbor;
  const now = new Date();
  const [, token] = /^Bearer\s+(\S+)$/i.exec(given) ?? [];
  if (token !== undefined) {
    const read = readToken(key, token, now);
    return read && { token, ...read };
  }
  const principal = authenticate(given, accounts, state, now);
  if (principal.kind === 'nobody') throw unauthorized();
  const granted = await grantsFor(harbor, principal, scopesOf(method, url));
  const subject = nameOf(principal);
  const signed = signToken(key, subject, granted, now);
  return { token: signed.token, subject, access: granted };
}

/** @throws HarborError as Harbor refuses what exceeds a quota */
async function withinQuota(
  { content }: Harbor,
  project: string,
  limit: number,
  incoming: IncomingMessage,
): Promise<Buffer> {
  const body = await readBody(incoming, tooLarge);
  const manifest = parseManifest(body.toString('utf8'));
  if (!manifest)
    throw new HarborError(400, 'MANIFEST_INVALID', 'manifest invalid');
  const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`;
  const bytes = body.length;
  const added = await content.added(project, { digest, bytes, manifest });
  const used = await content.used(project);
  // What is there already needs no more room, even where the limit was lowered since.
  if (added > 0 && used + added > limit)
    throw new HarborError(
      403,
      'DENIED',
      `adding ${added} bytes of storage resource, which when updated to current usage of ${used} bytes will exceed the configured upper limit of ${limit} bytes`,
    );
  return body;
}

async function forward(
  { storeUrl, url: own }: Harbor,
  incoming: IncomingMessage,
  response: ServerResponse,
  with_: { authorization?: string; body?: Buffer; url: URL },
): Promise<void> {
  const { authorization, body, url } = with_;
  const { connection: _, authorization: __, ...headers } = incoming.headers;
  const outgoing = requestOf(`${storeUrl}${url.pathname}${url.search}`, {
    method: incoming.method,
    headers: {
      ...headers,
      host: new URL(own).host,
      ...(authorization && { authorization }),
    },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve);
    outgoing.once('error', reject);
  });
  if (body) outgoing.end(body);
  else pipeline(incoming, outgoing).catch(() => outgoing.destroy());
  let answer: IncomingMessage;
  try {
    answer = await answered;
  } catch (error) {
    throw new HarborError(
      502,
      'UNKNOWN',
      `the registry behind does not answer: ${String(error)}`,
    );
  }
  response.writeHead(answer.statusCode ?? 502, answer.headers);
  await pipeline(answer, response);
}
