import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyManifests, parseManifests } from '../../kube/apply.ts';
import { loadKubeRest } from '../../kube/load.ts';
import type { Part } from '../../platform/part.ts';
import { adminKubeconfig, type Platform } from '../../platform/platform.ts';
import { waitUntil } from '../../platform/wait.ts';
import { componentKubeconfig } from '../kube-apiserver/identities.ts';

const NAME = 'service-catalog';
const KINDS = '/apis/servicecatalog.k8s.io/v1beta1/serviceinstances';

const packageDir = ({ root }: Platform) =>
  join(root, 'packages/service-catalog');

/** The Service Catalog controller, as a company would run it. */
export const serviceCatalog: Part = {
  name: NAME,
  title: 'Service Catalog',
  version: 'v1beta1',
  needs: ['cluster-setup'],
  background: true,
  async start(platform) {
    const files = [
      join(packageDir(platform), 'deploy/crds.yaml'),
      join(packageDir(platform), 'deploy/rbac.yaml'),
      join(import.meta.dirname, 'rbac.yaml'),
    ];
    for (const file of files) {
      await applyManifests(parseManifests(await readFile(file, 'utf8')), {
        kubeconfig: adminKubeconfig(platform),
        fieldManager: 'pilothouse-embedded',
        force: true,
      });
    }
    await platform.processes.run({
      name: NAME,
      command: platform.node,
      args: [
        '--disable-warning=ExperimentalWarning',
        '--max-semi-space-size=1',
        join(packageDir(platform), 'src/main.ts'),
      ],
      env: { KUBECONFIG: componentKubeconfig(platform, NAME) },
      privateFiles: true,
    });
  },
  async ready(platform, signal) {
    const rest = loadKubeRest(adminKubeconfig(platform));
    const isServed = () =>
      rest.json(KINDS, { query: { limit: 1 }, signal }).then(
        () => true,
        () => false,
      );
    try {
      await waitUntil(isServed, signal);
    } finally {
      rest.close();
    }
  },
};
