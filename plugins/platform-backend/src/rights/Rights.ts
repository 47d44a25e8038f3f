import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import type { Ability, Refusal } from '@pilothouse/plugin-platform-common';
import type { KubeReader } from '@pilothouse/plugin-platform-node';
import type {
  Access,
  Attributes,
  ReviewCache,
  Scope,
  Viewer,
} from '../kube/access';
import {
  restrictionOn,
  type RestrictedAction,
  type Restriction,
} from './restrictions';

/** Somebody who wants to do something, with what they see. */
export interface Asker {
  readonly credentials: BackstageCredentials;
  readonly viewer: Viewer;
  readonly scope: Scope;
}

/** Where somebody wants to do something. */
export interface Where {
  readonly cluster: string;
  readonly namespace: string;
}

/** What it takes to do something. */
export interface Right {
  readonly permission: BasicPermission;
  readonly restricted: RestrictedAction;
  /** What the cluster must let one do. */
  readonly needs: readonly Omit<Attributes, 'namespace'>[];
}

/** What {@link Rights} needs of its surroundings. */
export interface RightsOptions {
  readonly access: Access;
  readonly kube: KubeReader;
  readonly permissions: PermissionsService;
  readonly restrictions: readonly Restriction[];
  readonly reviews: Pick<ReviewCache, 'ask'>;
}

const environmentLabel = 'pilothouse.dev/environment';

/** What people may do, as the portal, its configuration and the clusters say. */
export class Rights {
  constructor(private readonly options: RightsOptions) {}

  /**
   * Who asks about something.
   *
   * @param missing - what to say to whom sees nothing there
   * @throws NotFoundError when they see nothing there, as if there were nothing
   */
  async admit(
    credentials: BackstageCredentials,
    { cluster, namespace }: Where,
    missing: string,
  ): Promise<Asker> {
    const { access, kube } = this.options;
    const viewer = await access.resolveViewer(credentials);
    const scope = await access.scopeOf(viewer);
    if (!kube.cluster(cluster) || !scope.sees(cluster, namespace)) {
      throw new NotFoundError(missing);
    }
    return { credentials, viewer, scope };
  }

  /**
   * Whether the portal lets them; the cluster decides for itself when it is asked to.
   *
   * @throws NotAllowedError saying who may
   */
  async assertMay(asker: Asker, right: Right, where: Where): Promise<void> {
    const refusal = await this.#portalRefuses(asker, right, where);
    if (refusal?.kind === 'restricted') {
      const { environment, groups } = refusal;
      throw new NotAllowedError(
        `In the environment ${environment} only members of ${groups.join(
          ', ',
        )} may do this; ask one of them`,
      );
    }
    if (refusal) {
      throw new NotAllowedError(
        'You have no permission for this in the portal; ask the platform engineers',
      );
    }
  }

  /** Whether they may, as all who have a say in it answer. */
  async ability(
    asker: Omit<Asker, 'scope'>,
    right: Right,
    where: Where,
  ): Promise<Ability> {
    const because =
      (await this.#portalRefuses(asker, right, where)) ??
      (await this.#clusterRefuses(asker, right, where));
    return because ? { allowed: false, because } : { allowed: true };
  }

  async #portalRefuses(
    { credentials, viewer }: Omit<Asker, 'scope'>,
    { permission, restricted }: Right,
    where: Where,
  ): Promise<Refusal | undefined> {
    const { permissions, restrictions } = this.options;
    const [decision] = await permissions.authorize([{ permission }], {
      credentials,
    });
    if (decision?.result !== AuthorizeResult.ALLOW) {
      return { kind: 'not-permitted' };
    }
    const environment = this.#environmentOf(where);
    const restriction = viewer.seesAll
      ? undefined
      : restrictionOn(restrictions, restricted, environment, viewer.groups);
    return restriction && environment !== undefined
      ? { kind: 'restricted', environment, groups: [...restriction.groups] }
      : undefined;
  }

  async #clusterRefuses(
    { viewer }: Omit<Asker, 'scope'>,
    { needs }: Right,
    { cluster, namespace }: Where,
  ): Promise<Refusal | undefined> {
    const subject = viewer.kubernetes;
    const verdicts = await Promise.all(
      needs.map(needed =>
        this.options.reviews.ask({ cluster, subject, ...needed, namespace }),
      ),
    );
    const against = verdicts.find(({ kind }) => kind !== 'allowed');
    switch (against?.kind) {
      case 'denied':
        return { kind: 'cluster', said: against.said };
      case 'unknown':
        return { kind: 'not-known', because: against.because };
      default:
        return undefined;
    }
  }

  #environmentOf({ cluster, namespace }: Where): string | undefined {
    return this.options.kube
      .cluster(cluster)
      ?.get('namespaces', { name: namespace })?.metadata?.labels?.[
      environmentLabel
    ];
  }
}
