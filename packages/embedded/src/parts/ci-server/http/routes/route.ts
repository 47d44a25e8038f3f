import type { Call } from '../call.ts';
import { MethodNotAllowed, NotFound } from '../errors.ts';
import type { Reply } from '../reply.ts';

/** What a route's `:names` stand for in an address. */
export type PathValues = Readonly<Record<string, string>>;

/** One address that is answered; `Subject` is what it is an address of. */
export interface Route<Subject> {
  /** `ANY` where Jenkins takes both. */
  readonly method: 'GET' | 'POST' | 'DELETE' | 'ANY';
  /** Segments; `:name` takes one, `*name` at the end takes the rest. */
  readonly path: string;
  readonly answer: (
    call: Call,
    subject: Subject,
    values: PathValues,
  ) => Reply | Promise<Reply>;
}

/**
 * Answers by the first route that fits.
 *
 * @throws NotFound or MethodNotAllowed when none does
 */
export function dispatch<Subject>(
  routes: readonly Route<Subject>[],
  call: Call,
  subject: Subject,
  segments: readonly string[],
): Reply | Promise<Reply> {
  const method = call.method === 'HEAD' ? 'GET' : call.method;
  let known = false;
  for (const route of routes) {
    const values = fit(route.path, segments);
    if (!values) continue;
    known = true;
    if (route.method === 'ANY' || route.method === method)
      return route.answer(call, subject, values);
  }
  if (known)
    throw new MethodNotAllowed(
      `${call.method} is not for this address: use ${
        method === 'GET' ? 'POST' : 'GET'
      }`,
    );
  throw new NotFound(`Nothing is at ${segments.join('/') || 'this address'}`);
}

function fit(
  path: string,
  segments: readonly string[],
): PathValues | undefined {
  const pattern = path.split('/').filter(each => each !== '');
  const values: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    if (part.startsWith('*')) {
      values[part.slice(1)] = segments.slice(index).join('/');
      return values;
    }
    const segment = segments[index];
    if (segment === undefined) return undefined;
    if (part.startsWith(':')) values[part.slice(1)] = segment;
    else if (part !== segment) return undefined;
  }
  return segments.length === pattern.length ? values : undefined;
}
