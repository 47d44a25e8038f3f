import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BodyTooLarge } from '../http/body.ts';
import type { Log } from '../../../platform/log.ts';
import { RefusedChange } from '../people/changes.ts';
import type { People } from '../people/model.ts';
import type { PeopleStore } from '../people/store.ts';
import { discovery } from './discovery.ts';
import { ScimError } from './error.ts';
import { listPage, parseQuery, project } from './list.ts';
import { applyPatch, patchSchema, type Values } from './patch.ts';
import { decodeSegment, hasToken, matches, readJson } from './request.ts';
import { type ResourceKind, resourceKinds } from './resources.ts';

const STATUS = { uniqueness: 409, invalidValue: 400, notFound: 404 } as const;

/** Path under which SCIM answers. */
export const SCIM_PATH = '/scim/v2';

export interface ScimOptions {
  /** URL of the service, without a slash at its end. */
  readonly baseUrl: string;
  readonly token: string;
  readonly people: PeopleStore;
  readonly log: Log;
}

interface Answer {
  readonly status: number;
  readonly body?: Values | ReturnType<ScimError['toBody']>;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Call {
  readonly options: ScimOptions;
  readonly request: IncomingMessage;
  readonly kind: ResourceKind;
  readonly url: URL;
}

/** Serves SCIM 2.0 (RFC 7644) over the people store to whoever has the token. */
export async function handleScim(
  options: ScimOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answer = await answerScim(options, request).catch((error: unknown) =>
    refusal(error, options.log),
  );
  const { status, body, headers } = answer;
  response.writeHead(status, {
    'Content-Type': 'application/scim+json; charset=utf-8',
    'Cache-Control': 'no-store',
    ...headers,
  });
  response.end(body && JSON.stringify(body));
}

async function answerScim(
  options: ScimOptions,
  request: IncomingMessage,
): Promise<Answer> {
  if (!hasToken(request, options.token)) {
    const error = new ScimError(401, 'A valid bearer token is needed');
    return {
      status: 401,
      body: error.toBody(),
      headers: { 'WWW-Authenticate': 'Bearer' },
    };
  }
  const url = new URL(request.url ?? '/', options.baseUrl);
  const [endpoint = '', id, ...more] = url.pathname
    .slice(SCIM_PATH.length + 1)
    .split('/')
    .map(decodeSegment);
  if (more.length > 0) throw notFound(url);
  const kind = resourceKinds.get(endpoint);
  if (kind) {
    const call = { options, request, kind, url };
    return id === undefined ? onCollection(call) : onResource(call, id);
  }
  const about = discovery(endpoint, id, options.baseUrl);
  if (!about) throw notFound(url);
  if (request.method !== 'GET') throw notAllowed(request);
  return { status: 200, body: about };
}

async function onCollection(call: Call): Promise<Answer> {
  const { kind, options, request, url } = call;
  const { baseUrl, people } = options;
  const query = parseQuery(url.searchParams);
  if (request.method === 'GET') {
    const body = listPage(
      kind.schema,
      kind.list(people.people, baseUrl),
      query,
    );
    return { status: 200, body };
  }
  if (request.method !== 'POST') throw notAllowed(request);
  const body = await readJson(request);
  const id = randomUUID();
  const after = await people.change(before =>
    kind.put(before, body, stamp(id)),
  );
  const answer = resourceAnswer(call, after, id, 201);
  options.log('scim-created', { kind: kind.schema.name, id });
  return answer;
}

async function onResource(call: Call, id: string): Promise<Answer> {
  const { kind, options, request } = call;
  const { log, people } = options;
  if (request.method === 'GET') return readResource(call, id);
  if (request.method === 'DELETE') {
    await people.change(before => {
      checkVersion(call, before, id);
      return kind.remove(before, id);
    });
    log('scim-deleted', { kind: kind.schema.name, id });
    return { status: 204 };
  }
  if (request.method !== 'PUT' && request.method !== 'PATCH')
    throw notAllowed(request);
  const patch = request.method === 'PATCH';
  const body = await readJson(request);
  const operations = patch ? parsePatch(body) : [];
  const after = await people.change(before => {
    checkVersion(call, before, id);
    const attributes = kind.attributes(before, id);
    const wanted = patch
      ? applyPatch(kind.schema, attributes, operations)
      : body;
    return kind.put(before, wanted, stamp(id));
  });
  log('scim-changed', { kind: kind.schema.name, id });
  return resourceAnswer(call, after, id, 200);
}

function readResource(call: Call, id: string): Answer {
  const answer = resourceAnswer(call, call.options.people.people, id, 200);
  const known = call.request.headers['if-none-match'];
  if (known === undefined || !matches(known, answer.headers?.ETag))
    return answer;
  return { status: 304, headers: answer.headers };
}

function resourceAnswer(
  call: Call,
  people: People,
  id: string,
  status: number,
): Answer {
  const { kind, options, url } = call;
  const resource = kind.get(people, id, options.baseUrl);
  const ETag = versionOf(resource);
  const location = `${options.baseUrl}${kind.endpoint}/${id}`;
  return {
    status,
    body: project(kind.schema, resource, parseQuery(url.searchParams)),
    headers: { ETag, ...(status === 201 ? { Location: location } : {}) },
  };
}

function checkVersion(
  { kind, options, request }: Call,
  people: People,
  id: string,
): void {
  const resource = kind.get(people, id, options.baseUrl);
  const wanted = request.headers['if-match'];
  if (wanted !== undefined && !matches(wanted, versionOf(resource))) {
    throw new ScimError(
      412,
      'The resource has changed since it was read; read it again',
    );
  }
}

function versionOf({ meta }: Values): string {
  return String(
    typeof meta === 'object' && meta && Reflect.get(meta, 'version'),
  );
}

function parsePatch(body: unknown) {
  const result = patchSchema.safeParse(body);
  if (result.success) return result.data.Operations;
  const issue = result.error.issues[0];
  throw new ScimError(
    400,
    `${issue?.path.join('.')}: ${issue?.message}`,
    'invalidSyntax',
  );
}

function stamp(id: string) {
  return { id, now: new Date().toISOString() };
}

function notFound(url: URL): ScimError {
  return new ScimError(404, `There is nothing at ${url.pathname}`);
}

function notAllowed(request: IncomingMessage): ScimError {
  return new ScimError(405, `${request.method} is not possible here`);
}

function refusal(error: unknown, log: Log): Answer {
  const known = toScimError(error);
  if (!known)
    log('scim-failed', {
      error: error instanceof Error ? error.stack : String(error),
    });
  const answered =
    known ??
    new ScimError(500, 'The user center failed. Its log file says why');
  return { status: answered.status, body: answered.toBody() };
}

function toScimError(error: unknown): ScimError | undefined {
  if (error instanceof ScimError) return error;
  if (error instanceof BodyTooLarge) return new ScimError(413, error.message);
  if (!(error instanceof RefusedChange)) return undefined;
  const type = error.reason === 'notFound' ? undefined : error.reason;
  return new ScimError(STATUS[error.reason], error.message, type);
}
