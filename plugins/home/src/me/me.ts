import { parseEntityRef } from '@backstage/catalog-model';
import type {
  BackstageUserIdentity,
  ProfileInfo,
} from '@backstage/frontend-plugin-api';

/** The person who is signed in. */
export interface Me {
  readonly name: string;
  /** Missing where who signed them in told none. */
  readonly email?: string;
  /** Groups that they own things through, as references. */
  readonly teams: readonly string[];
  /** Everything that they own things through: themselves and their groups. */
  readonly ownership: readonly string[];
}

/** Reads who is signed in from what the portal knows of the session. */
export function meFrom(
  identity: BackstageUserIdentity,
  profile: ProfileInfo,
): Me {
  const { userEntityRef, ownershipEntityRefs } = identity;
  return {
    name: profile.displayName ?? parseEntityRef(userEntityRef).name,
    ...(profile.email && { email: profile.email }),
    teams: ownershipEntityRefs.filter(isGroup),
    ownership: ownershipEntityRefs,
  };
}

function isGroup(ref: string): boolean {
  return parseEntityRef(ref).kind.toLocaleLowerCase('en') === 'group';
}

/** Times of a day that people greet one another differently at. */
export type PartOfDay = 'morning' | 'afternoon' | 'evening' | 'night';

/** Each with the hour before which it ends. */
const parts: readonly (readonly [PartOfDay, number])[] = [
  ['night', 4],
  ['morning', 12],
  ['afternoon', 18],
  ['evening', 23],
];

/** @param hour - of the viewer's clock, 0 to 23 */
export function partOfDay(hour: number): PartOfDay {
  const [part] = parts.find(([, before]) => hour < before) ?? ['night'];
  return part;
}
