import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { ConnectionOptions } from 'node:tls';
import {
  ANNOTATION_KUBERNETES_AUTH_PROVIDER,
  SERVICEACCOUNT_CA_PATH,
} from '@backstage/plugin-kubernetes-common';
import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';

/** Where an API server is, and by what it is recognized. */
export interface Address {
  readonly origin: string;
  /** Before every path; empty, or begins with a slash. */
  readonly prefix: string;
  readonly tls: Pick<ConnectionOptions, 'ca' | 'rejectUnauthorized'>;
}

/**
 * Where the API server of a cluster is. Authorities named by file are read anew each time,
 * as they may have been renewed.
 */
export async function addressOf(details: ClusterDetails): Promise<Address> {
  if (isOwnCluster(details)) {
    const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } =
      process.env;
    const name = host?.includes(':') ? `[${host}]` : host;
    const ca = await readFile(SERVICEACCOUNT_CA_PATH);
    return { origin: `https://${name}:${port}`, prefix: '', tls: { ca } };
  }
  const url = new URL(details.url);
  return {
    origin: url.origin,
    prefix: url.pathname.replace(/\/+$/, ''),
    tls: {
      ca: await authorityOf(details),
      rejectUnauthorized: !details.skipTLSVerify,
    },
  };
}

/** As the stock plugin has it: a ServiceAccount without a token means that of this pod. */
function isOwnCluster({ authMetadata }: ClusterDetails): boolean {
  return (
    authMetadata[ANNOTATION_KUBERNETES_AUTH_PROVIDER] === 'serviceAccount' &&
    !authMetadata.serviceAccountToken &&
    existsSync(SERVICEACCOUNT_CA_PATH)
  );
}

async function authorityOf({
  caFile,
  caData,
}: ClusterDetails): Promise<Buffer | undefined> {
  if (caFile) return readFile(caFile);
  return caData ? Buffer.from(caData, 'base64') : undefined;
}
