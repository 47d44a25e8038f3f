import type { RequestOptions } from 'node:https';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { createKubeRest, type KubeAccess, type KubeRest } from './rest.ts';

const kubeconfigSchema = z.object({
  clusters: z.tuple([
    z.object({
      name: z.string(),
      cluster: z.object({
        server: z.url({ protocol: /^https$/ }),
        'certificate-authority-data': z.base64(),
      }),
    }),
  ]),
  users: z.tuple([
    z.object({
      user: z.object({
        'client-certificate-data': z.base64(),
        'client-key-data': z.base64(),
      }),
    }),
  ]),
});

/**
 * Access by a kubeconfig that this platform wrote: one cluster, one client certificate.
 * The whole Kubernetes client would cost each of our processes some 60 MB.
 *
 * @throws when the file is missing or is not of that form
 */
export function kubeAccess(path: string): KubeAccess {
  const { clusters, users } = kubeconfigSchema.parse(
    parse(readFileSync(path, 'utf8')),
  );
  const [{ name, cluster }] = clusters;
  const [{ user }] = users;
  const decode = (data: string) => Buffer.from(data, 'base64');
  return {
    getCurrentCluster: () => ({
      name,
      server: cluster.server,
      skipTLSVerify: false,
    }),
    async applyToHTTPSOptions(options: RequestOptions) {
      options.ca = decode(cluster['certificate-authority-data']);
      options.cert = decode(user['client-certificate-data']);
      options.key = decode(user['client-key-data']);
    },
  };
}

/** A client by a kubeconfig that this platform wrote. */
export function loadKubeRest(path: string): KubeRest {
  return createKubeRest(kubeAccess(path));
}
