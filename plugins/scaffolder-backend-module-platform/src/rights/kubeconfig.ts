import type { ClusterAddress } from '@pilothouse/plugin-platform-node';
import { stringify } from 'yaml';

/** A kubeconfig with one context, which names the namespace. */
export function kubeconfigOf(at: {
  readonly cluster: string;
  readonly address: ClusterAddress;
  readonly namespace: string;
  readonly user: string;
  readonly token: string;
}): string {
  const { server, certificateAuthority, skipTlsVerify } = at.address;
  const cluster = {
    server,
    ...(certificateAuthority && {
      'certificate-authority-data':
        Buffer.from(certificateAuthority).toString('base64'),
    }),
    ...(skipTlsVerify && { 'insecure-skip-tls-verify': true }),
  };
  const context = {
    cluster: at.cluster,
    namespace: at.namespace,
    user: at.user,
  };
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: at.cluster, cluster }],
    users: [{ name: at.user, user: { token: at.token } }],
    contexts: [{ name: at.namespace, context }],
    'current-context': at.namespace,
  });
}
