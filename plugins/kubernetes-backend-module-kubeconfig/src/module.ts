import { resolve } from 'node:path';
import {
  coreServices,
  createBackendModule,
  type RootConfigService,
} from '@backstage/backend-plugin-api';
import {
  kubernetesAuthStrategyExtensionPoint,
  kubernetesClusterSupplierExtensionPoint,
} from '@backstage/plugin-kubernetes-node';
import { AUTH_PROVIDER } from './Connection';
import type { KubeconfigSettings } from './kubeconfig';
import { KubeconfigClusters } from './KubeconfigClusters';
import { KubeconfigFile } from './KubeconfigFile';
import { KubeconfigStrategy } from './KubeconfigStrategy';
import { stockStrategies } from './stock-strategies';

/** Shows the clusters of a kubeconfig file, when one is configured. */
export const kubernetesModuleKubeconfig = createBackendModule({
  pluginId: 'kubernetes',
  moduleId: 'kubeconfig',
  register(reg) {
    reg.registerInit({
      deps: {
        clusters: kubernetesClusterSupplierExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        strategies: kubernetesAuthStrategyExtensionPoint,
      },
      async init({ clusters, config, logger, strategies }) {
        const settings = readSettings(config);
        if (!settings) return;
        const file = await KubeconfigFile.open(settings, logger);
        const all = {
          ...stockStrategies(config, logger),
          [AUTH_PROVIDER]: new KubeconfigStrategy(file, logger),
        };
        for (const [name, strategy] of Object.entries(all)) {
          strategies.addAuthStrategy(name, strategy);
        }
        clusters.addClusterSupplier(
          async ({ getDefault }) =>
            new KubeconfigClusters(await getDefault(), file, logger),
        );
      },
    });
  },
});

function readSettings(
  config: RootConfigService,
): KubeconfigSettings | undefined {
  const section = config.getOptionalConfig('pilothouse.kubeconfig');
  const file = section?.getOptionalString('file');
  if (!file) return undefined;
  return {
    file: resolve(file),
    contexts: section?.getOptionalStringArray('contexts') ?? [],
  };
}
