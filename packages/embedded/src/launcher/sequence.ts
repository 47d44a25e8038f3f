import type { Part } from '../platform/part.ts';

/**
 * Puts parts into an order in which every part comes after those it needs, and
 * otherwise keeps the order given.
 *
 * @throws when a part needs one that is not there, or parts need one another
 */
export function inOrder(parts: readonly Part[]): Part[] {
  const byName = new Map(parts.map(part => [part.name, part]));
  const done = new Set<string>();
  const ordered: Part[] = [];
  const visit = (part: Part, path: readonly string[]) => {
    if (done.has(part.name)) return;
    if (path.includes(part.name)) {
      throw new Error(
        `Parts need one another: ${[...path, part.name].join(' → ')}`,
      );
    }
    for (const need of part.needs) {
      const needed = byName.get(need);
      if (!needed)
        throw new Error(
          `Part ${part.name} needs ${need}, which does not exist`,
        );
      visit(needed, [...path, part.name]);
    }
    done.add(part.name);
    ordered.push(part);
  };
  for (const part of parts) visit(part, []);
  return ordered;
}
