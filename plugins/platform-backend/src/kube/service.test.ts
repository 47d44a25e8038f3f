import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { platformPluginId } from '@pilothouse/plugin-platform-common';
import type { KubeService } from './KubeService';
import { kubeServiceRef } from './service';

const place = { cluster: 'prod', namespace: 'shop' };

/** The clusters as a backend with this plugin has them. */
async function kubeWith(pluginId: string): Promise<KubeService> {
  const found: KubeService[] = [];
  const plugin = createBackendPlugin({
    pluginId,
    register(env) {
      env.registerInit({
        deps: { kube: kubeServiceRef },
        async init({ kube }) {
          found.push(kube);
        },
      });
    },
  });
  await startTestBackend({
    features: [plugin, mockServices.rootLogger.factory()],
  });
  return found[0];
}

describe('what callers of other plugins see', () => {
  const user = mockCredentials.user();

  it('is everything where no plugin restricts it', async () => {
    const kube = await kubeWith('kubernetes');
    expect((await kube.visibleTo(user))(place)).toBe(true);
  });

  it('is nothing where the platform plugin is installed, until it says what', async () => {
    const kube = await kubeWith(platformPluginId);
    await expect(kube.visibleTo(user)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('still starting'),
    });
    kube.restrictTo(
      async () =>
        ({ namespace }) =>
          namespace === 'shop',
    );
    const sees = await kube.visibleTo(user);
    expect([sees(place), sees({ cluster: 'prod', namespace: 'pay' })]).toEqual([
      true,
      false,
    ]);
  });
});
