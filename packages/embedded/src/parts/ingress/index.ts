import { join } from 'node:path';
import { applyOwnFiles } from '../../platform/own-manifests.ts';
import type { Part } from '../../platform/part.ts';
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
    await applyOwnFiles(platform, [
      join(import.meta.dirname, 'ingress-class.yaml'),
    ]);
  },
  async ready(platform, signal) {
    const url = networkPage(platform, '/readyz');
    await waitUntil(() => answersHttp(url, signal), signal);
  },
};
