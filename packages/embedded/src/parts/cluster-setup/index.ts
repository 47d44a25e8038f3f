import { join } from 'node:path';
import { loadKubeRest } from '../../kube/load.ts';
import type { KubeRest } from '../../kube/rest.ts';
import { writeAtomic } from '../../platform/files.ts';
import { applyOwnFiles } from '../../platform/own-manifests.ts';
import type { Part } from '../../platform/part.ts';
import {
  adminKubeconfig,
  partDir,
  type Platform,
} from '../../platform/platform.ts';
import { KUBERNETES_VERSION } from '../kubernetes-tools.ts';

const MANIFESTS = [
  'portal.yaml',
  '../network/rbac.yaml',
  '../ingress/rbac.yaml',
];

const PORTAL_ACCOUNT = '/api/v1/namespaces/pilothouse/serviceaccounts/portal';
/** Asked for anew at each start; nobody runs this platform for a year without one. */
const TOKEN_SECONDS = 365 * 24 * 3600;

/** Where the token of the portal's ServiceAccount is kept, for the portal's configuration. */
export function portalTokenFile(platform: Platform): string {
  return join(partDir(platform, 'portal'), 'kubernetes-token');
}

/** Gives the platform's own parts, the portal included, their rights on the cluster. */
export const clusterSetup: Part = {
  name: 'cluster-setup',
  title: 'Rights on the cluster',
  version: KUBERNETES_VERSION,
  needs: ['kube-apiserver'],
  async start(platform) {
    await applyOwnFiles(
      platform,
      MANIFESTS.map(name => join(import.meta.dirname, name)),
    );
    await savePortalToken(platform);
  },
  async ready(platform, signal) {
    await withRest(platform, rest => rest.json(PORTAL_ACCOUNT, { signal }));
  },
};

/**
 * Asks for the token rather than for a Secret that holds one: the API server answers at
 * once, while a Secret is filled by a controller that is still to be built at a first start.
 */
async function savePortalToken(platform: Platform): Promise<void> {
  const { status } = await withRest(platform, rest =>
    rest.json<{ status: { token: string } }>(`${PORTAL_ACCOUNT}/token`, {
      method: 'POST',
      body: { spec: { expirationSeconds: TOKEN_SECONDS } },
    }),
  );
  await writeAtomic(portalTokenFile(platform), status.token);
}

async function withRest<T>(
  platform: Platform,
  ask: (rest: KubeRest) => Promise<T>,
): Promise<T> {
  const rest = loadKubeRest(adminKubeconfig(platform));
  try {
    return await ask(rest);
  } finally {
    rest.close();
  }
}
