import * as fc from 'fast-check';
import { withoutCycles } from './nesting';

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const anyGroups = fc
  .dictionary(name, fc.array(name))
  .map(groups => new Map(Object.entries(groups)));

function reaches(
  children: ReadonlyMap<string, readonly string[]>,
  from: string,
  to: string,
  seen = new Set<string>(),
): boolean {
  return (children.get(from) ?? []).some(child => {
    if (child === to) {
      return true;
    }
    if (seen.has(child)) {
      return false;
    }
    seen.add(child);
    return reaches(children, child, to, seen);
  });
}

describe('withoutCycles', () => {
  it('leaves no group within itself', () => {
    fc.assert(
      fc.property(anyGroups, groups => {
        const { children } = withoutCycles(groups);
        const cyclic = [...children.keys()].filter(group =>
          reaches(children, group, group),
        );
        expect(cyclic).toEqual([]);
      }),
    );
  });

  it('keeps and reports every membership exactly once', () => {
    fc.assert(
      fc.property(anyGroups, groups => {
        const { children, problems } = withoutCycles(groups);
        const count = (map: ReadonlyMap<string, readonly string[]>) =>
          [...groups.keys()].reduce(
            (sum, group) => sum + new Set(map.get(group)).size,
            0,
          );
        expect(count(children) + problems.length).toBe(count(groups));
      }),
    );
  });

  it('changes nothing where there is no cycle', () => {
    fc.assert(
      fc.property(anyGroups, groups => {
        const once = withoutCycles(groups).children;
        const twice = withoutCycles(once);
        expect(twice.problems).toEqual([]);
        expect(twice.children).toEqual(once);
      }),
    );
  });
});
