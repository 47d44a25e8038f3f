import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyManifests, parseManifests } from '../../kube/apply.ts';
import { loadKubeRest } from '../../kube/load.ts';
import { writeAtomic } from '../../platform/files.ts';
import type { Part } from '../../platform/part.ts';
import {
  adminKubeconfig,
  partDir,
  type Platform,
} from '../../platform/platform.ts';
import { waitUntil } from '../../platform/wait.ts';
import { KUBERNETES_VERSION } from '../kubernetes-tools.ts';

const MANIFESTS = [
  'portal.yaml',
  '../network/rbac.yaml',
  '../ingress/rbac.yaml',
];

/** Where the token of the portal's ServiceAccount is kept, for the portal's configuration. */
export function portalTokenFile(platform: Platform): string {
  return join(partDir(platform, 'portal'), 'kubernetes-token');
}

/** Gives the platform's own parts, the portal included, their rights on the cluster. */
export const clusterSetup: Part = {
  name: 'cluster-setup',
  title: 'Rights on the cluster',
  version: KUBERNETES_VERSION,
  needs: ['kube-apiserver', 'kube-controller-manager'],
  async start(platform) {
    for (const name of MANIFESTS) {
      const text = await readFile(join(import.meta.dirname, name), 'utf8');
      await applyManifests(parseManifests(text), {
        kubeconfig: adminKubeconfig(platform),
        fieldManager: 'pilothouse-embedded',
        force: true,
      });
    }
  },
  async ready(platform, signal) {
    await waitUntil(() => savePortalToken(platform, signal), signal, 200);
  },
};

async function savePortalToken(
  platform: Platform,
  signal: AbortSignal,
): Promise<boolean> {
  const rest = loadKubeRest(adminKubeconfig(platform));
  try {
    const secret = await rest.json<{ data?: { token?: string } }>(
      '/api/v1/namespaces/pilothouse/secrets/portal-token',
      { signal },
    );
    const token = secret.data?.token;
    if (!token) return false;
    await writeAtomic(
      portalTokenFile(platform),
      Buffer.from(token, 'base64').toString(),
    );
    return true;
  } finally {
    rest.close();
  }
}
