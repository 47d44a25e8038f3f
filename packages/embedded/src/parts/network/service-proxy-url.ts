import type { Addresses } from '../../platform/addresses.ts';

/**
 * Value of `HTTP_PROXY`, `http_proxy` and their HTTPS twins for a process of a pod. The
 * user is the pod's namespace, so that short service names mean what they mean in a pod;
 * the password is no secret, but some clients send no user without one.
 */
export function serviceProxyUrl(
  { host, serviceProxy }: Addresses,
  namespace: string,
): string {
  return `http://${encodeURIComponent(
    namespace,
  )}:namespace@${host}:${serviceProxy}`;
}

/** Value of `NO_PROXY` that goes with it: what a process of a pod reaches by itself. */
export const NO_PROXY = 'localhost,127.0.0.1';
