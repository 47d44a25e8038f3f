import type { RequestOptions } from 'node:https';
import type { KubernetesCredential } from '@backstage/plugin-kubernetes-node';

/**
 * The credential in the options that `KubeConfig` makes for a request. A client
 * certificate goes before a token, as it does for the API server.
 *
 * @returns undefined when there is none
 */
export function credentialFrom({
  cert,
  key,
  headers,
}: RequestOptions): KubernetesCredential | undefined {
  if (cert && key) {
    return {
      type: 'x509 client certificate',
      cert: String(cert),
      key: String(key),
    };
  }
  const authorization =
    headers && 'Authorization' in headers ? headers.Authorization : undefined;
  const token = /^Bearer\s+(\S+)\s*$/.exec(String(authorization))?.[1];
  return token ? { type: 'bearer token', token } : undefined;
}

/** The stock plugin takes an error of this name for that of one cluster. */
class ClusterError extends Error {
  override readonly name = 'FetchError';
}

/**
 * A credential that tells, when it is used, why it could not be had. The stock plugin
 * fails the answer for all clusters when asking for one's credential fails, but reports
 * an error of using it for that cluster alone.
 */
export function missingCredential(because: string): KubernetesCredential {
  return {
    type: 'bearer token',
    get token(): string {
      throw new ClusterError(because);
    },
  };
}
