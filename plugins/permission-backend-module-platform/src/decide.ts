import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import type { PolicyQuery } from '@backstage/plugin-permission-node';
import type { PolicyConfig } from './config';
import { memberRules } from './member-rules';
import type { Person } from './person';

/** What a person is to the portal, which decides what they may do. */
export type Standing = 'stranger' | 'member' | 'engineer';

const allow: PolicyDecision = { result: AuthorizeResult.ALLOW };
const deny: PolicyDecision = { result: AuthorizeResult.DENY };

/** Whether somebody of these groups, direct or not, could be an engineer. */
export function mayBeEngineer(
  refs: readonly string[],
  { engineerGroups }: PolicyConfig,
): boolean {
  return refs.some(ref => engineerGroups.includes(ref));
}

/**
 * A stranger is not signed in or belongs to no group; a member belongs to at least one;
 * an engineer belongs to one of the configured groups, directly.
 */
export function standingOf(
  person: Person | undefined,
  config: PolicyConfig,
): Standing {
  const refs = person?.ownershipEntityRefs ?? [];
  const direct = refs.filter(ref => person?.directGroups.includes(ref));
  if (mayBeEngineer(direct, config)) {
    return 'engineer';
  }
  return refs.some(ref => ref.startsWith('group:')) ? 'member' : 'stranger';
}

/**
 * Who may do what: engineers everything that is not closed to all, strangers nothing, and members what
 * {@link memberRules} lists; a permission that is not listed there is denied.
 */
export function decide(
  request: PolicyQuery,
  person: Person | undefined,
  config: PolicyConfig,
): PolicyDecision {
  if (config.closed.has(request.permission.name)) {
    return deny;
  }
  const standing = standingOf(person, config);
  if (standing === 'engineer') {
    return allow;
  }
  if (standing === 'stranger' || !person) {
    return deny;
  }
  const rule = memberRules.get(request.permission.name);
  if (rule === undefined) {
    return deny;
  }
  return rule === 'always' ? allow : rule(request.permission, person, config);
}
