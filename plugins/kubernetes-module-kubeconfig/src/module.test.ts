import { ApiBlueprint } from '@backstage/frontend-plugin-api';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import { KubeconfigAuthProviders } from './KubeconfigAuthProviders';
import { authProviders } from './module';

const body = {
  entity: {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'web' },
  },
};

/** The API as the app gets it; none of the tested providers asks its dependencies. */
function open(): KubeconfigAuthProviders {
  const { factory } = createExtensionTester(authProviders).get(
    ApiBlueprint.dataRefs.factory,
  );
  const api = factory({});
  if (api instanceof KubeconfigAuthProviders) return api;
  throw new Error('The stock extension was not overridden');
}

describe('the auth providers of the Kubernetes pages', () => {
  it.each(['kubeconfig', 'serviceAccount', 'localKubectlProxy'])(
    'send requests as they are for %s',
    async name => {
      const api = open();
      expect(await api.decorateRequestBodyForAuth(name, body)).toBe(body);
      expect(await api.getCredentials(name)).toEqual({});
    },
  );

  it('know no other names', async () => {
    const api = open();
    const problem = 'authProvider "other" has no KubernetesAuthProvider';
    await expect(api.decorateRequestBodyForAuth('other', body)).rejects.toThrow(
      problem,
    );
    await expect(api.getCredentials('other')).rejects.toThrow(problem);
  });
});
