import type { PersonalHands } from '@pilothouse/plugin-platform-node';
import type { Viewer } from '../access';
import type { KubeService } from '../KubeService';
import { PersonalClient } from '../write';
import { ClientCluster } from './ClientCluster';
import { openGate } from './gate';

/** A cluster in the hands of somebody, who may do there what their rights are. */
export function handsOf(
  kube: Pick<KubeService, 'request' | 'stream'>,
  cluster: string,
  viewer: Pick<Viewer, 'kubernetes'>,
): PersonalHands {
  return {
    cluster: new ClientCluster(new PersonalClient(kube, cluster, viewer)),
    open: () => openGate(kube, cluster, viewer),
  };
}
