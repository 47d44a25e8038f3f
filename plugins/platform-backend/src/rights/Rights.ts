import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
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
   * @throws ServiceUnavailableError while it is not known whether they do
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
      throw scope.unsure(cluster)
        ? new ServiceUnavailableError(
            `What you may see in cluster "${cluster}" is not known at present; try again in a moment`,
          )
        : new NotFoundError(missing);
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
    if (refusal) throw refused(refusal);
  }

  /**
   * Whether all let them, the cluster too: for what is done only later.
   *
   * @throws NotAllowedError saying who may, or why not
   * @throws ServiceUnavailableError where the cluster cannot be asked
   */
  async assertCan(asker: Asker, right: Right, where: Where): Promise<void> {
    const ability = await this.ability(asker, right, where);
    if (!ability.allowed) throw refused(ability.because);
  }

  /**
   * Whether the environment is open to them, where nobody asks at present: what was asked
   * for before is done now.
   *
   * @throws NotAllowedError saying who may
   * @throws ServiceUnavailableError as long as it is not known which environment it is
   */
  assertOpen(
    viewer: Viewer,
    { restricted }: Pick<Right, 'restricted'>,
    where: Where,
  ): void {
    const refusal = this.#restricts(viewer, restricted, where);
    if (refusal) throw refused(refusal);
    const { restrictions } = this.options;
    const matters = restrictions.some(({ action }) => action === restricted);
    if (!viewer.seesAll && matters && !this.#isKnown(where)) {
      throw new ServiceUnavailableError(
        `Which environment the namespace ${where.namespace} of the cluster ${where.cluster} belongs to is not known yet; try again in a moment`,
      );
    }
  }

  /** Whether they may, as all who have a say in it answer. */
  async ability(
    asker: Omit<Asker, 'scope'>,
    right: Right,
    where: Where,
  ): Promise<Ability> {
    const [ability] = await this.abilities(asker, right, [where]);
    return ability ?? { allowed: false, because: { kind: 'not-permitted' } };
  }

  /** Whether they may, place by place in that order; what is the same everywhere is asked once. */
  async abilities(
    asker: Omit<Asker, 'scope'>,
    right: Right,
    places: readonly Where[],
  ): Promise<Ability[]> {
    const forbids = await this.#forbids(asker, right);
    return Promise.all(
      places.map(async (where): Promise<Ability> => {
        const because =
          forbids ??
          this.#restricts(asker.viewer, right.restricted, where) ??
          (await this.#clusterRefuses(asker, right, where));
        return because ? { allowed: false, because } : { allowed: true };
      }),
    );
  }

  async #portalRefuses(
    asker: Omit<Asker, 'scope'>,
    right: Right,
    where: Where,
  ): Promise<Refusal | undefined> {
    return (
      (await this.#forbids(asker, right)) ??
      this.#restricts(asker.viewer, right.restricted, where)
    );
  }

  async #forbids(
    { credentials }: Omit<Asker, 'scope'>,
    { permission }: Right,
  ): Promise<Refusal | undefined> {
    const { permissions } = this.options;
    const [decision] = await permissions.authorize([{ permission }], {
      credentials,
    });
    return decision?.result === AuthorizeResult.ALLOW
      ? undefined
      : { kind: 'not-permitted' };
  }

  #restricts(
    viewer: Viewer,
    restricted: RestrictedAction,
    where: Where,
  ): Refusal | undefined {
    const { restrictions } = this.options;
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

  /** Whether the namespace is known, or known not to be there. */
  #isKnown({ cluster, namespace }: Where): boolean {
    const reader = this.options.kube.cluster(cluster);
    return (
      reader?.get('namespaces', { name: namespace }) !== undefined ||
      reader?.kindState('namespaces').kind === 'live'
    );
  }

  #environmentOf({ cluster, namespace }: Where): string | undefined {
    return this.options.kube
      .cluster(cluster)
      ?.get('namespaces', { name: namespace })?.metadata?.labels?.[
      environmentLabel
    ];
  }
}

function refused(refusal: Refusal): Error {
  switch (refusal.kind) {
    case 'restricted':
      return new NotAllowedError(
        `In the environment ${
          refusal.environment
        } only members of ${refusal.groups.join(
          ', ',
        )} may do this; ask one of them`,
      );
    case 'cluster':
      return new NotAllowedError(
        `The cluster does not let you${
          refusal.said ? `: ${refusal.said}` : ''
        }; ask the platform engineers`,
      );
    case 'not-known':
      return new ServiceUnavailableError(
        `Whether you may could not be asked: ${refusal.because}; try again`,
      );
    default:
      return new NotAllowedError(
        'You have no permission for this in the portal; ask the platform engineers',
      );
  }
}
