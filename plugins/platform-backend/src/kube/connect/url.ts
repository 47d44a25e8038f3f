import type { KubeRequest } from '../KubeService';

/** The path and query of a request, as they stand in its first line. */
export function targetOf(
  prefix: string,
  { path, query = {} }: Pick<KubeRequest, 'path' | 'query'>,
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of [value].flat()) search.append(name, String(one));
  }
  const text = search.toString();
  return `${prefix}${path}${text && '?'}${text}`;
}

/**
 * A path and query at an origin. It is not resolved against it, as what begins with two
 * slashes would lead to another host.
 */
export function urlOf(origin: string, target: string): URL {
  const url = new URL(origin);
  const at = target.indexOf('?');
  url.pathname = at < 0 ? target : target.slice(0, at);
  url.search = at < 0 ? '' : target.slice(at);
  return url;
}
