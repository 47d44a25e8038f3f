import {
  ApiBlueprint,
  createFrontendModule,
  translationApiRef,
} from '@backstage/frontend-plugin-api';
import {
  kubernetesApiRef,
  KubernetesProxyClient,
  kubernetesProxyApiRef,
} from '@backstage/plugin-kubernetes-react';
import { appTranslationRef } from '../language/ref';

type KubernetesApi = typeof kubernetesApiRef.T;
type TranslationApi = typeof translationApiRef.T;

const FORBIDDEN = 403;

/**
 * The stock client of the Kubernetes proxy, which says in the reader's language where else
 * to look when it is refused: the stock tab shows its messages as they are.
 */
export function proxyInWords(
  kubernetes: KubernetesApi,
  translation: TranslationApi,
): KubernetesProxyClient {
  const proxy: KubernetesApi['proxy'] = async request => {
    const response = await kubernetes.proxy(request);
    const words = translation.getTranslation(appTranslationRef);
    if (response.status === FORBIDDEN && words.ready) {
      throw new Error(words.t('kubernetes.refused'));
    }
    return response;
  };
  return new KubernetesProxyClient({
    kubernetesApi: Object.create(kubernetes, { proxy: { value: proxy } }),
  });
}

/** {@link proxyInWords} in place of the stock client. */
export const kubernetesProxy = createFrontendModule({
  pluginId: 'kubernetes',
  extensions: [
    ApiBlueprint.make({
      name: 'proxy',
      params: define =>
        define({
          api: kubernetesProxyApiRef,
          deps: {
            kubernetes: kubernetesApiRef,
            translation: translationApiRef,
          },
          factory: ({ kubernetes, translation }) =>
            proxyInWords(kubernetes, translation),
        }),
    }),
  ],
});
