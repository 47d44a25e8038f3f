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
type ProxyRequest = Parameters<KubernetesApi['proxy']>[0];
type TranslationApi = typeof translationApiRef.T;

const FORBIDDEN = 403;

/**
 * The stock client of the Kubernetes proxy, which says in the reader's language where else
 * to look when it is refused a log: the stock tab shows its messages as they are.
 */
export function proxyInWords(
  kubernetes: KubernetesApi,
  translation: TranslationApi,
): KubernetesProxyClient {
  const proxy: KubernetesApi['proxy'] = async request => {
    const response = await kubernetes.proxy(request);
    const words = translation.getTranslation(appTranslationRef);
    if (response.status === FORBIDDEN && isOfLog(request) && words.ready) {
      const cause = new Error(await response.text());
      throw new Error(words.t('kubernetes.refused'), { cause });
    }
    return response;
  };
  return new KubernetesProxyClient({
    kubernetesApi: Object.create(kubernetes, { proxy: { value: proxy } }),
  });
}

function isOfLog({ path, init }: ProxyRequest): boolean {
  const isRead = (init?.method ?? 'GET') === 'GET';
  return isRead && /\/pods\/[^/]+\/log(\?|$)/.test(path);
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
