import { toEntityName } from '@pilothouse/plugin-platform-common';

/** Names of those that can be told apart, and why the others cannot. */
export interface Naming {
  /** Entity name by SCIM identifier. */
  readonly names: ReadonlyMap<string, string>;
  readonly problems: readonly string[];
}

/**
 * Gives each its name in the catalog. Of several that would have the same name none is
 * taken: whoever chose a look-alike would otherwise be given the rights of the other.
 *
 * @param kind - what they are, for the problems' text
 */
export function nameAll(
  kind: string,
  all: readonly { readonly id: string; readonly called: string }[],
): Naming {
  const claims = new Map<string, { id: string; called: string }[]>();
  const problems: string[] = [];
  for (const { id, called } of all) {
    const name = toEntityName(called);
    if (name === undefined) {
      problems.push(
        `${kind} ${JSON.stringify(
          called,
        )} is left out: no letter or digit of it can be part of a name`,
      );
    } else {
      claims.set(name, [...(claims.get(name) ?? []), { id, called }]);
    }
  }
  const names = new Map<string, string>();
  for (const [name, claimants] of claims) {
    const [first, ...others] = claimants;
    if (first && others.length === 0) {
      names.set(first.id, name);
    } else {
      const calls = claimants.map(({ called }) => JSON.stringify(called));
      problems.push(
        `${kind}s ${calls
          .sort()
          .join(
            ', ',
          )} are left out: all would be called ${name}; rename all but one in the user center`,
      );
    }
  }
  return { names, problems };
}
