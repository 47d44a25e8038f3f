import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import kubernetesPlugin from '@backstage/plugin-kubernetes/alpha';
import type { kubernetesAuthProvidersApiRef } from '@backstage/plugin-kubernetes-react';
import { KubeconfigAuthProviders } from './KubeconfigAuthProviders';

/** Around the stock extension, so that what it offers stays. */
export const authProviders = kubernetesPlugin
  .getExtension('api:kubernetes/auth-providers')
  .override({
    *factory(originalFactory) {
      const stock = originalFactory().get(ApiBlueprint.dataRefs.factory);
      yield ApiBlueprint.dataRefs.factory({
        ...stock,
        factory: deps => {
          const api = stock.factory(deps);
          return isAuthProviders(api) ? new KubeconfigAuthProviders(api) : api;
        },
      });
    },
  });

/** Teaches the stock Kubernetes pages the auth provider `kubeconfig`. */
export const kubernetesModuleKubeconfig = createFrontendModule({
  pluginId: 'kubernetes',
  extensions: [authProviders],
});

function isAuthProviders(
  api: unknown,
): api is typeof kubernetesAuthProvidersApiRef.T {
  return (
    typeof api === 'object' &&
    api !== null &&
    'decorateRequestBodyForAuth' in api &&
    'getCredentials' in api
  );
}
