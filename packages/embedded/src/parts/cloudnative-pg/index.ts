import { join } from 'node:path';
import { loadKubeRest } from '../../kube/load.ts';
import { writeAtomic } from '../../platform/files.ts';
import { applyOwnFiles } from '../../platform/own-manifests.ts';
import { runOwnProgram } from '../../platform/own-program.ts';
import type { Part } from '../../platform/part.ts';
import {
  adminKubeconfig,
  partDir,
  type Platform,
} from '../../platform/platform.ts';
import { waitUntil } from '../../platform/wait.ts';
import { componentKubeconfig } from '../kube-apiserver/identities.ts';
import { ownImagesDir } from '../node-local/index.ts';
import { API_PATH } from './model.ts';
import { POSTGRES_VERSION } from './image/postgres-image.ts';
import type { Settings } from './settings.ts';

const NAME = 'cloudnative-pg';
/** The node's first pods get higher ones. */
const STORE_ADDRESS = '0.2';
const STORE_PORT = 9000;

const settingsFile = (platform: Platform) =>
  join(partDir(platform, NAME), 'settings.json');

function settingsOf(platform: Platform): Settings {
  return {
    kubeconfig: componentKubeconfig(platform, NAME),
    dir: partDir(platform, NAME),
    cacheDir: platform.cacheDir,
    imagesDir: ownImagesDir(platform),
    store: {
      host: `${platform.addresses.podPrefix}.${STORE_ADDRESS}`,
      port: STORE_PORT,
    },
  };
}

/** Stand-in for the operator CloudNativePG: the PostgreSQL that it runs is the real one. */
export const cloudnativePg: Part = {
  name: NAME,
  title: 'PostgreSQL operator',
  version: `PostgreSQL ${POSTGRES_VERSION}`,
  needs: [
    'cluster-setup',
    'kube-controller-manager',
    'kube-scheduler',
    'node-local',
    'network',
  ],
  background: true,
  async configure(platform) {
    await writeAtomic(
      settingsFile(platform),
      JSON.stringify(settingsOf(platform), undefined, 2),
    );
  },
  async start(platform) {
    await applyOwnFiles(
      platform,
      ['crds.yaml', 'rbac.yaml'].map(name => join(import.meta.dirname, name)),
    );
    await runOwnProgram(platform, {
      name: NAME,
      main: join(import.meta.dirname, 'main.ts'),
      args: [settingsFile(platform)],
      isFrugal: true,
      privateFiles: true,
    });
  },
  async ready(platform, signal) {
    const rest = loadKubeRest(adminKubeconfig(platform));
    try {
      await waitUntil(() => isServed(rest, signal), signal);
    } finally {
      rest.close();
    }
  },
};

async function isServed(
  rest: ReturnType<typeof loadKubeRest>,
  signal: AbortSignal,
): Promise<boolean> {
  return rest
    .json(`${API_PATH}/clusters`, { query: { limit: 1 }, signal })
    .then(
      () => true,
      () => false,
    );
}
