import { join } from 'node:path';
import { loadKubeRest } from '../../kube/load.ts';
import type { KubeRest } from '../../kube/rest.ts';
import { resourcePath } from '../../middleware/operator/objects.ts';
import { writeAtomic } from '../../platform/files.ts';
import { goToolPath } from '../../platform/go-tools.ts';
import { applyOwnFiles } from '../../platform/own-manifests.ts';
import { runOwnProgram } from '../../platform/own-program.ts';
import { NeverReady, type Part } from '../../platform/part.ts';
import {
  adminKubeconfig,
  partDir,
  type Platform,
} from '../../platform/platform.ts';
import { waitUntil } from '../../platform/wait.ts';
import { componentKubeconfig } from '../kube-apiserver/identities.ts';
import { etcdTool } from '../kubernetes-tools.ts';
import { ownImagesDir } from '../node-local/index.ts';
import { operators } from './operators.ts';
import { refusals } from './refusals.ts';
import type { Settings } from './settings.ts';

const NAME = 'middleware-operators';

const settingsFile = (platform: Platform) =>
  join(partDir(platform, NAME), 'settings.json');

async function settingsOf(platform: Platform): Promise<Settings> {
  const own = operators.map(({ name }) => {
    const kubeconfig = componentKubeconfig(platform, name);
    return [name, { kubeconfig, dir: partDir(platform, name) }] as const;
  });
  return {
    cacheDir: platform.cacheDir,
    imagesDir: ownImagesDir(platform),
    podPrefix: platform.addresses.podPrefix,
    etcdProgram: await goToolPath(platform, etcdTool),
    operators: Object.fromEntries(own),
  };
}

/** Stand-ins for operators of middleware, in one process; what they run is the real thing. */
export const middlewareOperators: Part = {
  name: NAME,
  title: 'Middleware operators',
  version: operators.map(({ runs }) => runs).join(', '),
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
      JSON.stringify(await settingsOf(platform), undefined, 2),
    );
  },
  async start(platform) {
    const refused = await refusals(operators, ({ folder }) => {
      const files = ['crds.yaml', 'rbac.yaml'];
      return applyOwnFiles(
        platform,
        files.map(name => join(folder, name)),
      );
    });
    await runOwnProgram(platform, {
      name: NAME,
      main: join(import.meta.dirname, 'main.ts'),
      args: [settingsFile(platform)],
      isFrugal: true,
      privateFiles: true,
    });
    if (refused.length > 0) throw new NeverReady(refused.join('; '));
  },
  async ready(platform, signal) {
    const rest = loadKubeRest(adminKubeconfig(platform));
    try {
      await waitUntil(() => areServed(rest, signal), signal);
    } finally {
      rest.close();
    }
  },
};

async function areServed(rest: KubeRest, signal: AbortSignal) {
  const query = { limit: 1 };
  const asked = operators
    .flatMap(({ resources }) => resources)
    .map(kind => rest.json(resourcePath(kind), { query, signal }));
  const answers = await Promise.allSettled(asked);
  return answers.every(({ status }) => status === 'fulfilled');
}
