import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { badRequest, forbidden, notFound, unauthorized } from './errors.ts';
import type { Harbor } from './harbor.ts';
import type { Principal } from './principal.ts';
import { isAdministrator, may } from './rights.ts';
import type { Project } from './state.ts';

/** One request to the API with what is needed to answer it. */
export interface Call {
  readonly harbor: Harbor;
  readonly principal: Principal;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** An answer, before it is written. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** In the place of JSON. */
  readonly text?: string;
}

/** The body as JSON. @throws HarborError 400 naming the field that is wrong */
export function bodyAs<S extends z.ZodType>(
  schema: S,
  { body }: Pick<Call, 'body'>,
): z.infer<S> {
  let given: unknown;
  try {
    given = JSON.parse(body.toString('utf8'));
  } catch {
    throw badRequest('The body is not JSON');
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw badRequest(`${issue?.path.join('.')}: ${issue?.message}`);
}

/** Takes a refusal of Harbor's to those who manage it. */
export function assertAdministrator({ principal }: Call): void {
  if (isAdministrator(principal)) return;
  throw principal.kind === 'nobody' ? unauthorized() : forbidden();
}

/**
 * The project of an address, by name or id.
 *
 * @throws HarborError 401, 403 or 404, the last only to those who may see all projects
 */
export function projectFor(
  call: Call,
  nameOrId: string,
  resource: string,
  action: string,
): Project {
  const { harbor, headers } = call;
  const byName = headers['x-is-resource-name'] === 'true';
  if (!byName && /^\d+$/.test(nameOrId))
    return projectWithId(call, Number(nameOrId), resource, action);
  const project = harbor.state.project(nameOrId);
  return permitted(call, project, nameOrId, resource, action);
}

/**
 * The project with an id that something else tells than an address, whatever the header says.
 *
 * @throws HarborError as {@link projectFor}
 */
export function projectWithId(
  call: Call,
  id: number,
  resource: string,
  action: string,
): Project {
  const { projects } = call.harbor.state;
  const project = projects.find(each => each.id === id);
  return permitted(call, project, String(id), resource, action);
}

function permitted(
  { principal }: Call,
  project: Project | undefined,
  nameOrId: string,
  resource: string,
  action: string,
): Project {
  if (project && may(principal, project, resource, action)) return project;
  if (principal.kind === 'nobody') throw unauthorized();
  if (project || !isAdministrator(principal)) throw forbidden();
  throw notFound(`project ${nameOrId} not found`);
}

/** One page of a list, with the headers by which Harbor tells of the others. */
export function paged(call: Call, all: readonly unknown[]): Reply {
  const page = wholeNumber(call, 'page', 1, Number.MAX_SAFE_INTEGER);
  const size = wholeNumber(call, 'page_size', 10, 100);
  const links = [
    ...(page > 1 ? [linkTo(call, page - 1, 'prev')] : []),
    ...(page * size < all.length ? [linkTo(call, page + 1, 'next')] : []),
  ];
  return {
    status: 200,
    headers: {
      'X-Total-Count': String(all.length),
      ...(links.length > 0 && { Link: links.join(' , ') }),
    },
    json: all.slice((page - 1) * size, page * size),
  };
}

/**
 * What the parameter `q` asks for: `name=exact`, `name=~part`, several with commas.
 *
 * @throws HarborError 400 for a field that is not known, so that nothing is passed over
 */
export function filterOf(
  { url }: Call,
  fields: readonly string[],
): (of: Readonly<Record<string, unknown>>) => boolean {
  const terms = (url.searchParams.get('q') ?? '').split(',').filter(Boolean);
  const wanted = terms.map(term => {
    const [, field = '', fuzzy, value = ''] =
      /^([^=]*)=(~?)(.*)$/.exec(term) ?? [];
    const known = fields.find(
      each => each.toLowerCase() === field.toLowerCase(),
    );
    if (!known) throw badRequest(`the query ${term} is not supported`);
    return { field: known, fuzzy: fuzzy === '~', value };
  });
  return of =>
    wanted.every(({ field, fuzzy, value }) => {
      const own = String(of[field]);
      return fuzzy ? own.includes(value) : own === value;
    });
}

function wholeNumber(
  { url }: Call,
  name: string,
  usual: number,
  most: number,
): number {
  const given = url.searchParams.get(name);
  if (given === null) return usual;
  const value = Number(given);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw badRequest(`${name} must be a whole number from 1 to ${most}`);
}

function linkTo({ url }: Call, page: number, rel: string): string {
  const query = new URLSearchParams(url.searchParams);
  query.set('page', String(page));
  return `<${url.pathname}?${query}>; rel="${rel}"`;
}
