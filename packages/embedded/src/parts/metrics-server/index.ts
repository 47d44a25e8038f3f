import { mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { loadKubeRest } from '../../kube/load.ts';
import { writeAtomic } from '../../platform/files.ts';
import {
  buildGoTool,
  goToolPath,
  type GoTool,
} from '../../platform/go-tools.ts';
import { applyOwnFiles } from '../../platform/own-manifests.ts';
import type { Part } from '../../platform/part.ts';
import { adminKubeconfig, type Platform } from '../../platform/platform.ts';
import { waitUntil } from '../../platform/wait.ts';

const VERSION = 'v0.9.0';
const REPOSITORY = 'registry.k8s.io/metrics-server/metrics-server';

const tool: GoTool = {
  module: 'kubernetes',
  package: 'sigs.k8s.io/metrics-server/cmd/metrics-server',
  binary: 'metrics-server',
};

/** The `metrics.k8s.io` API, run as an ordinary Deployment on the node `local`. */
export const metricsServer: Part = {
  name: 'metrics-server',
  title: 'Resource metrics',
  version: VERSION,
  needs: ['kube-controller-manager', 'kube-scheduler', 'node-local', 'network'],
  background: true,
  build: (platform, tell) => buildGoTool(platform, tool, tell),
  async configure(platform) {
    const image = join(platform.stateDir, 'images', REPOSITORY, VERSION);
    await mkdir(join(image, 'rootfs'), { recursive: true, mode: 0o700 });
    const program = join(image, 'rootfs', 'metrics-server');
    await rm(program, { force: true });
    await symlink(await goToolPath(platform, tool), program);
    await writeAtomic(
      join(image, 'image.json'),
      JSON.stringify({ Entrypoint: ['/metrics-server'], WorkingDir: '/' }),
    );
  },
  async start(platform) {
    await applyOwnFiles(platform, [
      join(import.meta.dirname, 'manifests.yaml'),
    ]);
  },
  async ready(platform, signal) {
    await waitUntil(() => nodeIsMeasured(platform, signal), signal, 500);
  },
};

async function nodeIsMeasured(
  platform: Platform,
  signal: AbortSignal,
): Promise<boolean> {
  const rest = loadKubeRest(adminKubeconfig(platform));
  try {
    await rest.json('/apis/metrics.k8s.io/v1beta1/nodes/local', { signal });
    return true;
  } catch {
    return false;
  } finally {
    rest.close();
  }
}
