import type { Call, Reply } from '../call.ts';
import { HarborError, notFound } from '../errors.ts';

/** One address of the API; `:name` in its path stands for a segment. */
export interface Route {
  readonly method: string;
  readonly path: string;
  answer(
    call: Call,
    parameters: Readonly<Record<string, string>>,
  ): Reply | Promise<Reply>;
}

/** @throws HarborError 404 for an address that is not known, 405 for its other methods */
export async function dispatch(
  routes: readonly Route[],
  call: Call,
  method: string,
  segments: readonly string[],
): Promise<Reply> {
  const matching = routes.flatMap(route => {
    const parameters = match(route.path, segments);
    return parameters ? [{ route, parameters }] : [];
  });
  const found = matching.find(({ route }) => route.method === method);
  if (found) return found.route.answer(call, found.parameters);
  if (matching.length === 0)
    throw notFound(`The path ${call.url.pathname} was not found`);
  throw new HarborError(
    405,
    'METHOD_NOT_ALLOWED',
    `${method} is not allowed at ${call.url.pathname}`,
  );
}

function match(
  path: string,
  segments: readonly string[],
): Record<string, string> | undefined {
  const wanted = path.split('/').filter(Boolean);
  if (wanted.length !== segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const given = segments[i] ?? '';
    if (part.startsWith(':')) parameters[part.slice(1)] = given;
    else if (part !== given) return undefined;
  }
  return parameters;
}
