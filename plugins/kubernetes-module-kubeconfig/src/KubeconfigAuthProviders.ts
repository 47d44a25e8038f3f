import type { kubernetesAuthProvidersApiRef } from '@backstage/plugin-kubernetes-react';

type KubernetesAuthProvidersApi = typeof kubernetesAuthProvidersApiRef.T;
type RequestBody = Parameters<
  KubernetesAuthProvidersApi['decorateRequestBodyForAuth']
>[1];

/** The backend signs in at such a cluster; the browser has nothing to add. */
const AUTH_PROVIDER = 'kubeconfig';

/** The stock auth providers, and one for clusters of a kubeconfig. */
export class KubeconfigAuthProviders implements KubernetesAuthProvidersApi {
  readonly #stock: KubernetesAuthProvidersApi;

  constructor(stock: KubernetesAuthProvidersApi) {
    this.#stock = stock;
  }

  async decorateRequestBodyForAuth(
    authProvider: string,
    requestBody: RequestBody,
  ): Promise<RequestBody> {
    return authProvider === AUTH_PROVIDER
      ? requestBody
      : this.#stock.decorateRequestBodyForAuth(authProvider, requestBody);
  }

  async getCredentials(authProvider: string): Promise<{ token?: string }> {
    return authProvider === AUTH_PROVIDER
      ? {}
      : this.#stock.getCredentials(authProvider);
  }
}
