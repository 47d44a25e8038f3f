import { join } from 'node:path';
import { loadKubeRest } from '../../kube/load.ts';
import { applyOwnFiles } from '../../platform/own-manifests.ts';
import { runOwnProgram } from '../../platform/own-program.ts';
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
    await applyOwnFiles(platform, [
      join(packageDir(platform), 'deploy/crds.yaml'),
      join(packageDir(platform), 'deploy/rbac.yaml'),
      join(import.meta.dirname, 'rbac.yaml'),
    ]);
    await runOwnProgram(platform, {
      name: NAME,
      main: join(packageDir(platform), 'src/main.ts'),
      isFrugal: true,
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
