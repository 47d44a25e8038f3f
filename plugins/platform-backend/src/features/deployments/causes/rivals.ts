import { wantedPods } from './containers';
import { few } from './few';
import type { Finder } from './Finding';

/** Other workloads whose selectors and those of this one fit the pods of each other. */
export const findRivals: Finder = surroundings => {
  const pods = wantedPods(surroundings).length;
  const { rivals } = surroundings;
  if (rivals.length === 0 || pods === 0) return [];
  const named = rivals.map(({ kind, name }) => `${kind} ${name}`).sort();
  const facts = { kind: 'rival-selectors' as const, ...few(named) };
  return [{ facts, blocking: false, pods }];
};
