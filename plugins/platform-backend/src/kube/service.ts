import { createServiceRef } from '@backstage/backend-plugin-api';
import type { KubeService } from './KubeService';

/** All clusters of the portal; one for all plugins of the backend. */
export const kubeServiceRef = createServiceRef<KubeService>({
  id: 'pilothouse.kube',
  scope: 'root',
});
