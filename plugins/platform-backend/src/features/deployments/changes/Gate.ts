import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Abilities, Ability } from '@pilothouse/plugin-platform-common';
import { noSuchWorkload, type Target } from '../../../kube/write';
import { Rights, type Asker, type RightsOptions } from '../../../rights';
import { rules, type Action } from './rules';

const notApplicable: Ability = {
  allowed: false,
  because: { kind: 'not-applicable' },
};

/** Lets people do to workloads what the portal, its configuration and the cluster allow. */
export class Gate {
  readonly #rights: Rights;

  constructor(options: RightsOptions) {
    this.#rights = new Rights(options);
  }

  /**
   * Who asks about a workload.
   *
   * @throws NotFoundError when they see nothing there, as if there were nothing
   */
  admit(credentials: BackstageCredentials, target: Target): Promise<Asker> {
    return this.#rights.admit(credentials, target, noSuchWorkload(target));
  }

  /**
   * Whether the portal lets them; the cluster decides for itself when it is asked to.
   *
   * @throws NotAllowedError saying who may
   */
  assertMay(asker: Asker, action: Action, target: Target): Promise<void> {
    return this.#rights.assertMay(asker, rightTo(action, target), target);
  }

  /** What they may do, as all who have a say in it answer. */
  async abilities(asker: Asker, target: Target): Promise<Abilities> {
    const able = (action: Action) =>
      this.#rights.ability(asker, rightTo(action, target), target);
    const [scale, restart, deletePod, rollBack] = await Promise.all([
      target.kind === 'DaemonSet' ? notApplicable : able('scale'),
      able('restart'),
      able('deletePod'),
      able('rollBack'),
    ]);
    return { scale, restart, deletePod, rollBack };
  }
}

function rightTo(action: Action, target: Target) {
  const { needs, ...rule } = rules[action];
  return { ...rule, needs: needs(target) };
}
