import { KubeConfig } from '@kubernetes/client-node';
import { createKubeRest, type KubeRest } from './rest.ts';

/**
 * A client for the cluster of a kubeconfig's current context.
 *
 * @throws when the file is missing or is not a kubeconfig
 */
export async function loadKubeRest(path: string): Promise<KubeRest> {
  const config = new KubeConfig();
  config.loadFromFile(path);
  return createKubeRest(config);
}
