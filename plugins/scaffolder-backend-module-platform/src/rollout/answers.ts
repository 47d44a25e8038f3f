import { get as getHttp } from 'node:http';
import { get as getHttps } from 'node:https';
import type { LookupFunction } from 'node:net';

const patienceMs = 10_000;

/**
 * Which status an address answers with.
 *
 * @throws when it does not answer
 */
export function statusOf(
  url: URL,
  lookup: LookupFunction,
  signal?: AbortSignal,
): Promise<number> {
  const late = AbortSignal.timeout(patienceMs);
  const options = {
    signal: signal ? AbortSignal.any([signal, late]) : late,
    lookup,
    // A connection that others have left open was not looked up by this.
    agent: false,
  };
  const get = url.protocol === 'https:' ? getHttps : getHttp;
  return new Promise((resolve, reject) => {
    get(url, options, answer => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    }).on('error', error => {
      reject(late.aborted ? new Error('it takes too long') : error);
    });
  });
}

/** What is in the way: a name, a certificate, a port. A host may have several addresses. */
export function causeOf(error: unknown): string {
  const [first] = error instanceof AggregateError ? error.errors : [error];
  return first instanceof Error ? first.message : String(first);
}
