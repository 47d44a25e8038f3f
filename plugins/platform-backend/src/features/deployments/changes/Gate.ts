import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  Abilities,
  Ability,
  Refusal,
} from '@pilothouse/plugin-platform-common';
import type { KubeReader } from '@pilothouse/plugin-platform-node';
import type { Access, ReviewCache, Scope, Viewer } from '../../../kube/access';
import { noSuchWorkload, type Target } from '../../../kube/write';
import { restrictionOn, type Restriction } from './restrictions';
import { rules, type Action } from './rules';

/** Somebody who wants to do something, with what they see. */
export interface Asker {
  readonly credentials: BackstageCredentials;
  readonly viewer: Viewer;
  readonly scope: Scope;
}

const environmentLabel = 'pilothouse.dev/environment';

/** Lets people do to workloads what the portal, its configuration and the cluster allow. */
export class Gate {
  constructor(
    private readonly options: {
      readonly access: Access;
      readonly kube: KubeReader;
      readonly permissions: PermissionsService;
      readonly restrictions: readonly Restriction[];
      readonly reviews: Pick<ReviewCache, 'ask'>;
    },
  ) {}

  /**
   * Who asks about a workload.
   *
   * @throws NotFoundError when they see nothing there, as if there were nothing
   */
  async admit(
    credentials: BackstageCredentials,
    target: Target,
  ): Promise<Asker> {
    const { access, kube } = this.options;
    const viewer = await access.resolveViewer(credentials);
    const scope = await access.scopeOf(viewer);
    const { cluster, namespace } = target;
    if (!kube.cluster(cluster) || !scope.sees(cluster, namespace)) {
      throw new NotFoundError(noSuchWorkload(target));
    }
    return { credentials, viewer, scope };
  }

  /**
   * Whether the portal lets them; the cluster decides for itself when it is asked to.
   *
   * @throws NotAllowedError saying who may
   */
  async assertMay(asker: Asker, action: Action, target: Target): Promise<void> {
    const refusal = await this.#portalRefuses(asker, action, target);
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

  /** What they may do, as all who have a say in it answer. */
  async abilities(asker: Asker, target: Target): Promise<Abilities> {
    const [scale, restart, deletePod, rollBack] = await Promise.all([
      target.kind === 'DaemonSet'
        ? refused({ kind: 'not-applicable' })
        : this.#ability(asker, 'scale', target),
      this.#ability(asker, 'restart', target),
      this.#ability(asker, 'deletePod', target),
      this.#ability(asker, 'rollBack', target),
    ]);
    return { scale, restart, deletePod, rollBack };
  }

  async #ability(asker: Asker, action: Action, target: Target) {
    const because =
      (await this.#portalRefuses(asker, action, target)) ??
      (await this.#clusterRefuses(asker, action, target));
    return because ? refused(because) : ({ allowed: true } as const);
  }

  async #portalRefuses(
    { credentials, viewer }: Asker,
    action: Action,
    target: Target,
  ): Promise<Refusal | undefined> {
    const { permissions, restrictions } = this.options;
    const { permission, restricted } = rules[action];
    const [decision] = await permissions.authorize([{ permission }], {
      credentials,
    });
    if (decision?.result !== AuthorizeResult.ALLOW) {
      return { kind: 'not-permitted' };
    }
    const environment = this.#environmentOf(target);
    const restriction = viewer.seesAll
      ? undefined
      : restrictionOn(restrictions, restricted, environment, viewer.groups);
    return restriction && environment !== undefined
      ? { kind: 'restricted', environment, groups: [...restriction.groups] }
      : undefined;
  }

  async #clusterRefuses(
    { viewer }: Asker,
    action: Action,
    target: Target,
  ): Promise<Refusal | undefined> {
    const { cluster, namespace } = target;
    const subject = viewer.kubernetes;
    const verdicts = await Promise.all(
      rules[action]
        .needs(target)
        .map(needed =>
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

  #environmentOf({ cluster, namespace }: Target): string | undefined {
    return this.options.kube
      .cluster(cluster)
      ?.get('namespaces', { name: namespace })?.metadata?.labels?.[
      environmentLabel
    ];
  }
}

function refused(because: Refusal): Ability {
  return { allowed: false, because };
}
