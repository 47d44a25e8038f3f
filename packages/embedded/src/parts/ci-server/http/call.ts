import type { IncomingMessage } from 'node:http';
import type { CiServer } from '../ci-server.ts';
import type { Principal } from './auth.ts';
import { BadRequest } from './errors.ts';

/** One request with what is needed to answer it. */
export interface Call {
  readonly server: CiServer;
  readonly principal: Principal;
  readonly method: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Parameters of the address and of a posted form; the form's win. */
export function parametersOf({ query, headers, body }: Call): URLSearchParams {
  const all = new URLSearchParams(query);
  const type = headers['content-type'] ?? '';
  if (type.includes('application/x-www-form-urlencoded')) {
    for (const [name, value] of new URLSearchParams(body.toString('utf8')))
      all.set(name, value);
  }
  return all;
}

/** @throws BadRequest when the parameter is not a whole number */
export function countOf(
  parameters: URLSearchParams,
  name: string,
): number | undefined {
  const given = parameters.get(name);
  if (given === null || given === '') return undefined;
  const found = /^(\d+)(sec)?$/.exec(given)?.[1];
  if (found === undefined)
    throw new BadRequest(`The parameter ${name} must be a whole number`);
  return Number(found);
}

/**
 * The `json` field that forms of Jenkins post.
 *
 * @returns undefined when there is none
 */
export function submittedForm(parameters: URLSearchParams): unknown {
  const given = parameters.get('json');
  if (given === null) return undefined;
  try {
    return JSON.parse(given);
  } catch {
    throw new BadRequest('The parameter json is not JSON');
  }
}
