import { join } from 'node:path';
import type { Manifest } from '../../kube/apply.ts';
import { loadKubeRest } from '../../kube/load.ts';
import { writeAtomic } from '../../platform/files.ts';
import type { Part } from '../../platform/part.ts';
import {
  adminKubeconfig,
  logFile,
  partDir,
  type Platform,
} from '../../platform/platform.ts';
import { waitUntil } from '../../platform/wait.ts';
import { appliedOf, applySamples, describeOutcome } from './apply.ts';
import { unavailableDeployments } from './availability.ts';
import { writeSampleCatalog } from './catalog.ts';
import { assembleShopImages } from './images.ts';
import { renderManifests } from './manifests.ts';

const VERSION = '1.0.0';
const ASK_EVERY_MS = 1000;

/** What this start applied; a sample that a person changed since is theirs to mend. */
let applied: readonly Manifest[] = [];

/** Folder of the samples' sources. */
function sources(platform: Platform, name: string): string {
  return join(platform.root, 'packages/embedded/samples', name);
}

/** Two sample applications of two teams, so that the portal is not empty. */
export const samples: Part = {
  name: 'samples',
  title: 'Sample applications',
  version: VERSION,
  needs: [
    'cluster-setup',
    'kube-controller-manager',
    'kube-scheduler',
    'node-local',
    'network',
    'ingress',
    'kwok',
  ],
  background: true,
  settled: true,
  address: ({ addresses }) => `http://shop.localhost:${addresses.ingress}`,
  async configure(platform) {
    await assembleShopImages({
      sources: sources(platform, 'shop'),
      images: join(platform.stateDir, 'images'),
      node: platform.node,
    });
    await writeSampleCatalog(sources(platform, 'catalog'), platform);
  },
  async start(platform) {
    const objects = await renderManifests(sources(platform, 'manifests'));
    const outcome = await applySamples({
      objects,
      kubeconfig: adminKubeconfig(platform),
      memory: join(partDir(platform, 'samples'), 'applied'),
    });
    applied = appliedOf(objects, outcome);
    await writeAtomic(logFile(platform, 'samples'), describeOutcome(outcome));
  },
  async ready(platform, signal) {
    const rest = loadKubeRest(adminKubeconfig(platform));
    try {
      await waitUntil(
        async () =>
          (await unavailableDeployments(rest, applied, signal)).length === 0,
        signal,
        ASK_EVERY_MS,
      );
    } finally {
      rest.close();
    }
  },
};
