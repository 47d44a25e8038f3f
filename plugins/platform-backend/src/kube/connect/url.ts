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
