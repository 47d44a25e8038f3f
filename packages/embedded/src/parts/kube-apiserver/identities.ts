import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import {
  certificateFiles,
  ensureAuthority,
  ensureCertificate,
  type Subject,
} from '../../platform/certificates.ts';
import { exists, writeAtomic } from '../../platform/files.ts';
import { writeKubeconfig } from '../../platform/kubeconfig.ts';
import {
  adminKubeconfig,
  partDir,
  type Platform,
} from '../../platform/platform.ts';

/** Name of the cluster in kubeconfigs and in the portal. */
export const CLUSTER_NAME = 'local';

/** Folder of the cluster's authority, certificates, keys and kubeconfigs. */
export function kubernetesDir(platform: Platform): string {
  return partDir(platform, 'kubernetes');
}

/** Kubeconfig of one component of the platform. */
export function componentKubeconfig(
  platform: Platform,
  component: string,
): string {
  return join(kubernetesDir(platform), `${component}.kubeconfig`);
}

/** Address of the API server, as every client uses it. */
export function apiServerUrl({ addresses }: Platform): string {
  return `https://${addresses.host}:${addresses.apiServer}`;
}

/** File names of the key pair that signs ServiceAccount tokens. */
export function serviceAccountKeys(platform: Platform) {
  const dir = kubernetesDir(platform);
  return {
    privateKey: join(dir, 'service-account.key'),
    publicKey: join(dir, 'service-account.pub'),
  };
}

const COMPONENTS: Readonly<Record<string, Subject>> = {
  'kube-controller-manager': { commonName: 'system:kube-controller-manager' },
  'kube-scheduler': { commonName: 'system:kube-scheduler' },
  'node-local': {
    commonName: 'system:node:local',
    organizations: ['system:nodes'],
  },
  kwok: { commonName: 'pilothouse:kwok' },
  network: { commonName: 'pilothouse:network' },
  ingress: { commonName: 'pilothouse:ingress' },
  'cloudnative-pg': { commonName: 'pilothouse:cloudnative-pg' },
  'redis-operator': { commonName: 'pilothouse:redis-operator' },
  'percona-mysql': { commonName: 'pilothouse:percona-mysql' },
  'etcd-operator': { commonName: 'pilothouse:etcd-operator' },
  strimzi: { commonName: 'pilothouse:strimzi' },
  'service-catalog': { commonName: 'pilothouse:service-catalog' },
  'service-broker': { commonName: 'pilothouse:service-broker' },
};

/**
 * Makes every key, certificate and kubeconfig of the cluster; what exists is kept.
 * Certificates that near their end are renewed.
 */
export async function ensureIdentities(platform: Platform): Promise<void> {
  const dir = kubernetesDir(platform);
  const authority = await ensureAuthority(dir, 'ca');
  const frontProxyAuthority = await ensureAuthority(dir, 'front-proxy-ca');
  const { host, serviceCidr } = platform.addresses;
  const firstServiceIp = serviceCidr.replace(/\.0\/\d+$/, '.1');
  const issue = (name: string, subject: Subject, by = authority) =>
    ensureCertificate(by, certificateFiles(dir, name), subject);

  await issue('apiserver', {
    commonName: 'kube-apiserver',
    names: [
      host,
      firstServiceIp,
      'localhost',
      'kubernetes',
      'kubernetes.default',
      'kubernetes.default.svc',
      'kubernetes.default.svc.cluster.local',
    ],
  });
  await issue('kubelet', {
    commonName: 'system:node:local',
    names: [host, 'local'],
  });
  await issue('kubelet-client', {
    commonName: 'kube-apiserver-kubelet-client',
    organizations: ['system:masters'],
  });
  await issue(
    'front-proxy',
    { commonName: 'front-proxy-client' },
    frontProxyAuthority,
  );
  await ensureServiceAccountKeys(platform);

  const kubeconfig = async (path: string, name: string, subject: Subject) =>
    writeKubeconfig(path, {
      server: apiServerUrl(platform),
      authority,
      client: await issue(name, subject),
      cluster: CLUSTER_NAME,
      user: name,
      context: path === adminKubeconfig(platform) ? 'pilothouse' : name,
    });
  for (const [name, subject] of Object.entries(COMPONENTS)) {
    await kubeconfig(componentKubeconfig(platform, name), name, subject);
  }
  await kubeconfig(adminKubeconfig(platform), 'admin', {
    commonName: 'pilothouse-admin',
    organizations: ['system:masters'],
  });
}

async function ensureServiceAccountKeys(platform: Platform): Promise<void> {
  const files = serviceAccountKeys(platform);
  if ((await exists(files.privateKey)) && (await exists(files.publicKey)))
    return;
  const pair = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'sec1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  await writeAtomic(files.privateKey, pair.privateKey);
  await writeAtomic(files.publicKey, pair.publicKey);
}
