import type { KubeRequest } from '../KubeService';
import type { OwnCredential } from './credentials';

/** The headers of a request, by their names in lower case, with the portal's own credential. */
export function headersOf(
  { headers = {}, body }: KubeRequest,
  credential: OwnCredential,
): ReadonlyMap<string, readonly string[]> {
  const given = Object.entries(headers).map(
    ([name, value]) => [name.toLowerCase(), [value].flat()] as const,
  );
  return new Map<string, readonly string[]>([
    ['accept', ['application/json']],
    ...(body === undefined
      ? []
      : [['content-type', ['application/json']] as const]),
    ...given,
    ...(credential.kind === 'token'
      ? [['authorization', [`Bearer ${credential.token}`]] as const]
      : []),
  ]);
}
