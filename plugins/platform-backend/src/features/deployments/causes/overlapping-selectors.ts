import { wantedPods } from './containers';
import { few } from './few';
import type { Finder } from './Finding';

/** Other workloads whose selectors and those of this one fit the pods of each other. */
export const findOverlappingSelectors: Finder = surroundings => {
  const pods = wantedPods(surroundings).length;
  const { overlapping } = surroundings;
  if (overlapping.length === 0 || pods === 0) return [];
  const named = overlapping.map(({ kind, name }) => `${kind} ${name}`).sort();
  const facts = { kind: 'overlapping-selectors' as const, ...few(named) };
  return [{ facts, blocking: false, pods }];
};
