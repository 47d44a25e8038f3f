import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';

const current = new AsyncLocalStorage<string>();

/** Header that carries the id of a request, in and out. */
const header = 'x-request-id';
const acceptable = /^[\w.:-]{1,64}$/;

/** Id of the request that is being answered, if one is. */
export function requestId(): string | undefined {
  return current.getStore();
}

/**
 * Gives each request an id: the one that a proxy before the portal gave it, else a new
 * one. The answer names it, and so does every line that is logged meanwhile.
 */
export function withRequestId(): RequestHandler {
  return (request, response, next) => {
    const given = request.get(header);
    const id = given && acceptable.test(given) ? given : randomUUID();
    response.setHeader(header, id);
    current.run(id, next);
  };
}
