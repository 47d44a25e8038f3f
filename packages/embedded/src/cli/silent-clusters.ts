import { KubeConfig } from '@kubernetes/client-node';
import { KubeError, createKubeRest } from '../kube/rest.ts';
import type { OwnClusters } from '../parts/portal/app-config.ts';
import { silenceOf } from './silence.ts';

const ANSWER_MS = 5000;

/**
 * Asks each cluster for its version. The portal runs without the one that is silent, and
 * takes it up when it answers; a person should still hear of it at once.
 *
 * @returns a sentence for each that does not answer
 */
export async function tellSilent({
  kubeconfig,
  contexts,
}: OwnClusters): Promise<string[]> {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  const names = contexts.length > 0 ? contexts : [config.getCurrentContext()];
  const told = await Promise.all(
    names.map(name => tellIfSilent(kubeconfig, name)),
  );
  return told.flatMap(line => line ?? []);
}

async function tellIfSilent(
  kubeconfig: string,
  context: string,
): Promise<string | undefined> {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  config.setCurrentContext(context);
  const rest = createKubeRest(config);
  try {
    await rest.json('/version', { signal: AbortSignal.timeout(ANSWER_MS) });
    return undefined;
  } catch (error) {
    // A refusal is an answer: what the person may see is told on the pages.
    if (error instanceof KubeError) return undefined;
    const server = config.getCurrentCluster()?.server;
    return silenceOf(context, server, because(error));
  } finally {
    rest.close();
  }
}

function because(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError' || error.name === 'AbortError') {
    return `no answer within ${ANSWER_MS / 1000} s`;
  }
  return error.message;
}
