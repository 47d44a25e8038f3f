import type { BasicPermission } from '@backstage/plugin-permission-common';
import {
  deploymentsRestartPermission,
  deploymentsRollBackPermission,
  deploymentsScalePermission,
  type Abilities,
  type Change,
} from '@pilothouse/plugin-platform-common';
import type { Attributes } from '../../../kube/access';
import { pluralOf, type Target } from '../../../kube/write';
import type { RestrictedAction } from '../../../rights';

/** Name of something that one may be able to do. */
export type Action = keyof Abilities;

/** What it takes to do something to a workload. */
export interface Rule {
  readonly permission: BasicPermission;
  readonly restricted: RestrictedAction;
  /** What the cluster must let one do. */
  readonly needs: (target: Target) => readonly Omit<Attributes, 'namespace'>[];
}

const patches = ({ kind, name }: Target) => ({
  verb: 'patch',
  group: 'apps',
  resource: pluralOf[kind],
  name,
});

const lists = (resource: string) => ({ verb: 'list', group: 'apps', resource });

/** What each action takes, declared once for those who ask and those who act. */
export const rules: Readonly<Record<Action, Rule>> = {
  scale: {
    permission: deploymentsScalePermission,
    restricted: 'scale',
    needs: target => [patches(target)],
  },
  restart: {
    permission: deploymentsRestartPermission,
    restricted: 'restart',
    needs: target => [patches(target)],
  },
  deletePod: {
    permission: deploymentsRestartPermission,
    restricted: 'restart',
    needs: () => [{ verb: 'delete', group: '', resource: 'pods' }],
  },
  rollBack: {
    permission: deploymentsRollBackPermission,
    restricted: 'roll-back',
    needs: target => [
      patches(target),
      lists(
        target.kind === 'Deployment' ? 'replicasets' : 'controllerrevisions',
      ),
    ],
  },
};

/** The action that a change is. */
export const actionOf: Readonly<Record<Change['kind'], Action>> = {
  scale: 'scale',
  restart: 'restart',
  'delete-pod': 'deletePod',
  'roll-back': 'rollBack',
};
