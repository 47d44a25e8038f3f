import { dirname, join } from 'node:path';
import { loadKubeRest } from '../../kube/load.ts';
import { certificateFiles } from '../../platform/certificates.ts';
import { writeAtomic } from '../../platform/files.ts';
import { applyOwnFiles } from '../../platform/own-manifests.ts';
import type { Part } from '../../platform/part.ts';
import {
  adminKubeconfig,
  partDir,
  type Platform,
} from '../../platform/platform.ts';
import { waitUntil } from '../../platform/wait.ts';
import {
  componentKubeconfig,
  kubernetesDir,
} from '../kube-apiserver/identities.ts';
import { KUBERNETES_VERSION } from '../kubernetes-tools.ts';
import { registryForNode } from '../registry/access.ts';
import { endRuns, liveRuns } from './pods/orphans.ts';
import { podDirs } from './pods/pod-record.ts';
import type { WrittenSettings } from './settings.ts';
import {
  compileOwnAddress,
  compileShim,
  ownAddressPath,
  shimPath,
} from './shim/compile.ts';

const NAME = 'node-local';
const NODE = 'local';
const END_GRACE_MS = 3_000;

const settingsFile = (platform: Platform) =>
  join(partDir(platform, NAME), 'settings.json');

/** Folder in which a person keeps images of their own. */
export function ownImagesDir(platform: Platform): string {
  return join(platform.stateDir, 'images');
}

async function settingsOf(platform: Platform): Promise<WrittenSettings> {
  const identities = kubernetesDir(platform);
  const serving = certificateFiles(identities, 'kubelet');
  return {
    nodeName: NODE,
    port: platform.addresses.portal,
    dir: partDir(platform, NAME),
    storageDir: join(platform.stateDir, 'storage'),
    shim: await shimPath(platform.cacheDir),
    ownAddress: await ownAddressPath(platform.cacheDir),
    node: platform.node,
    kubeconfig: componentKubeconfig(platform, NAME),
    caFile: certificateFiles(identities, 'ca').cert,
    kubeletCert: serving.cert,
    kubeletKey: serving.key,
    programDirs: [dirname(dirname(platform.node)), platform.cacheDir],
    registry: registryForNode(platform),
    imageDirs: [
      ownImagesDir(platform),
      join(platform.root, 'packages', 'embedded', 'samples', 'images'),
    ],
  };
}

/** The node `local`, which really runs pods, as processes of the person who started it. */
export const nodeLocal: Part = {
  name: NAME,
  title: 'Node that runs pods as processes',
  version: KUBERNETES_VERSION,
  needs: ['kube-apiserver', 'kube-controller-manager'],
  background: true,
  address: ({ addresses }) => `${addresses.host}:${addresses.kubelet}`,
  async build(platform) {
    await compileShim(platform.cacheDir);
    await compileOwnAddress(platform.cacheDir);
  },
  async configure(platform) {
    const settings = await settingsOf(platform);
    await writeAtomic(
      settingsFile(platform),
      JSON.stringify(settings, undefined, 2),
    );
  },
  async start(platform) {
    await applyOwnFiles(platform, [
      join(import.meta.dirname, 'storage', 'storage.yaml'),
    ]);
    await platform.processes.run({
      name: NAME,
      command: platform.node,
      args: [join(import.meta.dirname, 'main.ts'), settingsFile(platform)],
      env: { NODE_ENV: 'production' },
    });
  },
  async ready(platform, signal) {
    const rest = await loadKubeRest(adminKubeconfig(platform));
    try {
      await waitUntil(() => isReady(rest, signal), signal);
    } finally {
      rest.close();
    }
  },
  async stop(platform) {
    await platform.processes.end(NAME);
    const runs = podDirs(join(partDir(platform, NAME), 'pods')).flatMap(
      liveRuns,
    );
    await endRuns(runs, END_GRACE_MS);
  },
};

interface NodeView {
  readonly status?: {
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly lastHeartbeatTime: string;
    }[];
  };
}

const STARTED_AT = Date.now();

async function isReady(
  rest: Awaited<ReturnType<typeof loadKubeRest>>,
  signal: AbortSignal,
): Promise<boolean> {
  const node = await rest
    .json<NodeView>(`/api/v1/nodes/${NODE}`, { signal })
    .catch(() => undefined);
  return (
    node?.status?.conditions?.some(
      ({ type, status, lastHeartbeatTime }) =>
        type === 'Ready' &&
        status === 'True' &&
        Date.parse(lastHeartbeatTime) >= STARTED_AT - 1_000,
    ) ?? false
  );
}
