import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyManifests, parseManifests } from '../../kube/apply.ts';
import type { Part } from '../../platform/part.ts';
import { adminKubeconfig } from '../../platform/platform.ts';
import { answersHttp, waitUntil } from '../../platform/wait.ts';
import { networkPage } from '../network/index.ts';

/**
 * Stand-in for an ingress controller. Its server runs in the network part's process;
 * this part brings its IngressClass and says when it follows the cluster.
 */
export const ingress: Part = {
  name: 'ingress',
  title: 'Ingress',
  version: '0.1.0',
  needs: ['network', 'kube-apiserver', 'cluster-setup'],
  background: true,
  address: ({ addresses }) => `http://localhost:${addresses.ingress}`,
  async start(platform) {
    const path = join(import.meta.dirname, 'ingress-class.yaml');
    await applyManifests(parseManifests(await readFile(path, 'utf8')), {
      kubeconfig: adminKubeconfig(platform),
      fieldManager: 'pilothouse-embedded',
      force: true,
    });
  },
  async ready(platform, signal) {
    const url = networkPage(platform, '/readyz');
    await waitUntil(() => answersHttp(url, signal), signal);
  },
};
