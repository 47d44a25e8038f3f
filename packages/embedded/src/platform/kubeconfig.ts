import { readFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import type { CertificateFiles } from './certificates.ts';
import { writeAtomic } from './files.ts';

/** What a kubeconfig file is made from. */
export interface KubeconfigParts {
  readonly server: string;
  /** The authority that signed the API server's certificate. */
  readonly authority: CertificateFiles;
  readonly client: CertificateFiles;
  readonly cluster: string;
  readonly user: string;
  readonly context: string;
}

/** Writes a kubeconfig that carries its certificates, so that it can be copied elsewhere. */
export async function writeKubeconfig(
  path: string,
  parts: KubeconfigParts,
): Promise<void> {
  const data = async (file: string) =>
    (await readFile(file)).toString('base64');
  await writeAtomic(
    path,
    stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        {
          name: parts.cluster,
          cluster: {
            server: parts.server,
            'certificate-authority-data': await data(parts.authority.cert),
          },
        },
      ],
      users: [
        {
          name: parts.user,
          user: {
            'client-certificate-data': await data(parts.client.cert),
            'client-key-data': await data(parts.client.key),
          },
        },
      ],
      contexts: [
        {
          name: parts.context,
          context: { cluster: parts.cluster, user: parts.user },
        },
      ],
      'current-context': parts.context,
    }),
  );
}
