import type { AuthService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  directGroups,
  type ClusterAddress,
  type KubeReader,
  type PersonalCluster,
  type PersonalHands,
  type PersonalKube,
} from '@pilothouse/plugin-platform-node';
import { kubernetesIdentity } from '../access';
import type { IdentitySettings } from '../access/identity';
import type { KubeService } from '../KubeService';
import { handsOf } from './hands';

/**
 * The clusters as people have them. Who somebody is, is asked of the catalog anew each time,
 * with the portal's own right: work that they began goes on when their token has ended.
 */
export class AsPerson implements PersonalKube {
  readonly reader: KubeReader;

  constructor(
    private readonly options: {
      readonly auth: AuthService;
      readonly catalog: Pick<CatalogService, 'getEntityByRef'>;
      readonly kube: Pick<
        KubeService,
        'address' | 'reader' | 'request' | 'stream'
      >;
      readonly settings: IdentitySettings;
    },
  ) {
    this.reader = options.kube.reader;
  }

  async as(userEntityRef: string, cluster: string): Promise<PersonalCluster> {
    return (await this.hands(userEntityRef, cluster)).cluster;
  }

  async hands(userEntityRef: string, cluster: string): Promise<PersonalHands> {
    const { auth, catalog, kube, settings } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    const user = await catalog.getEntityByRef(userEntityRef, { credentials });
    if (!user) {
      throw new NotAllowedError(
        `The catalog does not know ${userEntityRef}, so nothing can be done for them; see whether the user center lists them`,
      );
    }
    const groups = directGroups(user);
    const kubernetes = kubernetesIdentity(userEntityRef, groups, settings);
    return handsOf(kube, cluster, { kubernetes });
  }

  address(cluster: string): Promise<ClusterAddress> {
    return this.options.kube.address(cluster);
  }
}
