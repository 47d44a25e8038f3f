import { directGroups } from '../people/memberships.ts';
import { emailOf, nameOf, type People, type User } from '../people/model.ts';

/** What the portal learns about someone, in ID token and userinfo. */
export interface UserClaims {
  /** The person's SCIM id. */
  readonly sub: string;
  readonly preferred_username: string;
  readonly name: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  /**
   * Display names of the groups that name the person as a member. Groups around those are
   * left out, as Keycloak's group membership mapper does: whoever is in `shop` must not get
   * the rights of `commerce`. How groups nest is told by SCIM.
   */
  readonly groups: string[];
}

export function claimsOf(people: People, user: User): UserClaims {
  const email = emailOf(user);
  return {
    sub: user.id,
    preferred_username: user.userName,
    name: nameOf(user),
    ...(email ? { email, email_verified: true } : {}),
    groups: directGroups(people, user.id).map(group => group.displayName),
  };
}

/** The person behind an account id, unless gone or deactivated. */
export function activeUser(
  people: People,
  id: string | undefined,
): User | undefined {
  return people.users.find(user => user.id === id && user.active);
}
