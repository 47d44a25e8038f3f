import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { kubeReadAllPermission } from '@pilothouse/plugin-platform-common';
import { directGroups } from '@pilothouse/plugin-platform-node';
import type { CatalogReader } from '../../catalog/CatalogReader';
import type { Allows } from '../../permissions';
import {
  kubernetesIdentity,
  tenantsOf,
  type IdentitySettings,
} from './identity';
import { NotKnownYetError } from './NotKnownYetError';
import type { Viewer } from './Viewer';

/** Tells who people are. */
export class Viewers {
  constructor(
    private readonly options: {
      auth: AuthService;
      catalog: CatalogReader;
      allows: Allows;
      settings: IdentitySettings;
    },
  ) {}

  /**
   * Who stands behind a request.
   *
   * @throws NotAllowedError when it is no person
   */
  async resolve(credentials: BackstageCredentials): Promise<Viewer> {
    const { auth, allows } = this.options;
    if (!auth.isPrincipal(credentials, 'user')) {
      throw new NotAllowedError('Only people who are signed in may ask this');
    }
    return this.#viewer(
      credentials.principal.userEntityRef,
      await allows(credentials, kubeReadAllPermission),
    );
  }

  /**
   * The same person with the groups that they have now.
   *
   * @throws NotKnownYetError when the catalog has not been read yet, or does not tell of them
   */
  renew({
    userEntityRef,
    seesAll,
  }: Pick<Viewer, 'userEntityRef' | 'seesAll'>): Viewer {
    const { catalog } = this.options;
    if (catalog.knowledge().kind === 'pending') {
      throw new NotKnownYetError(
        'The portal has not read the catalog yet; try again in a moment',
      );
    }
    // Their groups are not asked of who sees all.
    if (!seesAll && !catalog.entity(userEntityRef.toLowerCase())) {
      throw new NotKnownYetError(
        `The catalog does not know ${userEntityRef}, as far as it was read; try again in a moment, and if that does not help, see whether the user center lists them`,
      );
    }
    return this.#viewer(userEntityRef, seesAll);
  }

  #viewer(userEntityRef: string, seesAll: boolean): Viewer {
    const { catalog, settings } = this.options;
    const groups = directGroups(catalog.entity(userEntityRef.toLowerCase()));
    return {
      userEntityRef,
      groups,
      kubernetes: kubernetesIdentity(userEntityRef, groups, settings),
      tenants: tenantsOf(groups),
      seesAll,
    };
  }
}
