/** Groups within groups, without cycles. */
export interface Nesting {
  /** Names of the groups directly inside, by name of the group. */
  readonly children: ReadonlyMap<string, readonly string[]>;
  readonly problems: readonly string[];
}

/**
 * Leaves out every membership that would close a cycle, always the same one for the same
 * groups: pages that draw the organization, and rights, need a beginning.
 */
export function withoutCycles(
  children: ReadonlyMap<string, readonly string[]>,
): Nesting {
  const kept = new Map<string, string[]>();
  const problems: string[] = [];
  const done = new Set<string>();

  const visit = (group: string, path: readonly string[]) => {
    if (done.has(group)) {
      return;
    }
    const inside: string[] = [];
    for (const child of [...new Set(children.get(group))].sort()) {
      if (child === group || path.includes(child)) {
        problems.push(
          `Group ${child} is not taken as part of ${group}: ${group} is part of it already`,
        );
      } else {
        inside.push(child);
        visit(child, [...path, group]);
      }
    }
    kept.set(group, inside);
    done.add(group);
  };
  [...children.keys()].sort().forEach(group => visit(group, []));
  return { children: kept, problems };
}
