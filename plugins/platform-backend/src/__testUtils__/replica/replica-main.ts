import { once } from 'node:events';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { kubeServiceRef } from '../../kube/service';
import { platformPlugin } from '../../plugin';
import type { ReplicaReady, ReplicaSettings } from './settings';

/**
 * A backend with nothing but this plugin, as a process of its own. It is told its settings
 * by its parent, says to it when it is ready, and when it is to end it goes on until the
 * parent lets it.
 */
async function main(): Promise<void> {
  const [settings] = (await once(process, 'message')) as [ReplicaSettings];
  const clusters = createBackendModule({
    pluginId: 'platform',
    moduleId: 'replica',
    register(reg) {
      reg.registerInit({
        deps: { kube: kubeServiceRef, lifecycle: coreServices.rootLifecycle },
        async init({ kube, lifecycle }) {
          kube.connect({
            clusters: async () => [settings.cluster],
            credential: async () => settings.credential,
          });
          lifecycle.addBeforeShutdownHook(async () => {
            await once(process, 'message');
          });
        },
      });
    },
  });
  const { server } = await startTestBackend({
    features: [
      platformPlugin,
      clusters,
      catalogServiceMock.factory({ entities: [...settings.entities] }),
      mockServices.rootLogger.factory({ level: 'info' }),
    ],
  });
  const ready: ReplicaReady = { port: server.port() };
  process.send?.(ready);
}

void main();
