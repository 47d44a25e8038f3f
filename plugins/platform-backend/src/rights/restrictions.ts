import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** Actions that an environment may be closed to. */
export const restrictedActions = [
  'scale',
  'restart',
  'roll-back',
  'order-middleware',
  'change-middleware',
  'delete-middleware',
  'bind-middleware',
] as const;

/** An action that an environment may be closed to. */
export type RestrictedAction = (typeof restrictedActions)[number];

/** In these environments only direct members of these groups may take an action. */
export interface Restriction {
  readonly action: RestrictedAction;
  readonly environments: readonly string[];
  /** Full references. */
  readonly groups: readonly string[];
}

const key = 'pilothouse.permissions.restricted';

/**
 * Reads which actions are for some groups only.
 *
 * @throws InputError for an unknown action, or what is no group
 */
export function readRestrictions(config: Config): Restriction[] {
  return (config.getOptionalConfigArray(key) ?? []).map(entry => ({
    action: toAction(entry.getString('action')),
    environments: entry.getStringArray('environments'),
    groups: entry.getStringArray('groups').map(toGroupRef),
  }));
}

/** The first restriction that keeps members of these groups from an action there. */
export function restrictionOn(
  restrictions: readonly Restriction[],
  action: RestrictedAction,
  environment: string | undefined,
  groups: readonly string[],
): Restriction | undefined {
  return restrictions.find(
    restriction =>
      restriction.action === action &&
      environment !== undefined &&
      restriction.environments.includes(environment) &&
      !restriction.groups.some(group => groups.includes(group)),
  );
}

function toAction(value: string): RestrictedAction {
  const action = restrictedActions.find(each => each === value);
  if (!action) {
    throw new InputError(
      `${key}: ${JSON.stringify(value)} is none of ${restrictedActions.join(
        ', ',
      )}`,
    );
  }
  return action;
}

function toGroupRef(value: string): string {
  const ref = parseEntityRef(value, { defaultKind: 'group' });
  if (ref.kind.toLowerCase() !== 'group') {
    throw new InputError(`${key}: ${value} is no group`);
  }
  return stringifyEntityRef(ref);
}
