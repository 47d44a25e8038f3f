import { parseEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError, NotAllowedError } from '@backstage/errors';
import type { Viewer } from './Viewer';

/** How the clusters name those whom the catalog knows. */
export interface IdentitySettings {
  readonly userPrefix: string;
  readonly groupPrefix: string;
}

const section = 'pilothouse.impersonation';
/** What the API server takes as a header and gives a meaning to nobody else's name. */
const printable = /^[\x21-\x7e]*$/;
const reserved = 'system:';

/**
 * Reads the prefixes of names.
 *
 * @throws InputError for a prefix that would name Kubernetes' own accounts, or that no header can hold
 */
export function readIdentitySettings(config: Config): IdentitySettings {
  const read = (key: 'userPrefix' | 'groupPrefix') => {
    const prefix = config.getOptionalString(`${section}.${key}`) ?? '';
    if (!printable.test(prefix) || prefix.startsWith(reserved)) {
      throw new InputError(
        `${section}.${key}: ${JSON.stringify(
          prefix,
        )} must be of visible ASCII characters and not begin with ${reserved}`,
      );
    }
    return prefix;
  };
  return { userPrefix: read('userPrefix'), groupPrefix: read('groupPrefix') };
}

/** Who a person is to the clusters. */
export function kubernetesIdentity(
  userEntityRef: string,
  groupRefs: readonly string[],
  { userPrefix, groupPrefix }: IdentitySettings,
): Viewer['kubernetes'] {
  return {
    user: userPrefix + nameOf(userEntityRef),
    groups: groupRefs.map(ref => groupPrefix + nameOf(ref)).sort(),
  };
}

/** Tenants of a person: the names of those of their groups that are in the default namespace. */
export function tenantsOf(groupRefs: readonly string[]): string[] {
  return groupRefs
    .map(nameOf)
    .filter(name => !name.includes('/'))
    .sort();
}

/** An entity of another namespace keeps it in its name, so that it is nobody else's. */
function nameOf(ref: string): string {
  const { namespace, name } = parseEntityRef(ref);
  const plain = name.toLowerCase();
  return namespace.toLowerCase() === 'default'
    ? plain
    : `${namespace.toLowerCase()}/${plain}`;
}

/**
 * Headers that make the API server act as a person.
 *
 * @throws NotAllowedError for Kubernetes' own accounts and groups
 */
export function impersonationHeaders({
  user,
  groups,
}: Viewer['kubernetes']): Record<string, string | readonly string[]> {
  for (const name of [user, ...groups]) {
    if (name === '' || name.startsWith(reserved) || !printable.test(name)) {
      throw new NotAllowedError(
        `Nobody may act as ${JSON.stringify(name)} through the portal`,
      );
    }
  }
  return {
    'impersonate-user': user,
    ...(groups.length > 0 && { 'impersonate-group': groups }),
  };
}
