import { join } from 'node:path';
import { writeAtomic } from '../../platform/files.ts';
import { runOwnProgram } from '../../platform/own-program.ts';
import type { Part } from '../../platform/part.ts';
import { partDir, type Platform } from '../../platform/platform.ts';
import { answersHttp, waitUntil } from '../../platform/wait.ts';
import { componentKubeconfig } from '../kube-apiserver/identities.ts';
import { answers } from './egress-proxy.ts';
import { egressSocketPath } from './egress-socket.ts';
import type { NetworkSettings } from './settings.ts';

export { egressSocketPath } from './egress-socket.ts';
export { NO_PROXY, serviceProxyUrl } from './service-proxy-url.ts';

const settingsFile = (platform: Platform) =>
  join(partDir(platform, 'network'), 'settings.json');

/** What the network process of this platform is told. */
export function networkSettings(platform: Platform): NetworkSettings {
  const { addresses } = platform;
  const at = (port: number) => ({ host: addresses.host, port });
  return {
    egressSocket: egressSocketPath(platform),
    serviceProxy: at(addresses.serviceProxy),
    ingress: at(addresses.ingress),
    apiServer: at(addresses.apiServer),
    podPrefix: addresses.podPrefix,
    serviceCidr: addresses.serviceCidr,
    kubeconfigs: {
      network: componentKubeconfig(platform, 'network'),
      ingress: componentKubeconfig(platform, 'ingress'),
    },
  };
}

/** URL of a page of the network process about itself, for example `/readyz`. */
export function networkPage({ addresses }: Platform, path: string): string {
  return `http://${addresses.host}:${addresses.serviceProxy}${path}`;
}

/**
 * Stand-in for kube-proxy, cluster DNS and CNI. It must answer before the API server
 * starts, which reaches kubelet and pods through it.
 */
export const network: Part = {
  name: 'network',
  title: 'Cluster network',
  version: '0.1.0',
  needs: [],
  address: platform => networkPage(platform, '/'),
  async configure(platform) {
    const settings = networkSettings(platform);
    await writeAtomic(
      settingsFile(platform),
      JSON.stringify(settings, undefined, 2),
    );
  },
  async start(platform) {
    await runOwnProgram(platform, {
      name: 'network',
      main: join(import.meta.dirname, 'main.ts'),
      args: [settingsFile(platform)],
      isFrugal: true,
    });
  },
  async ready(platform, signal) {
    const health = networkPage(platform, '/healthz');
    const socket = egressSocketPath(platform);
    await waitUntil(
      async () => (await answers(socket)) && answersHttp(health, signal),
      signal,
    );
  },
};
