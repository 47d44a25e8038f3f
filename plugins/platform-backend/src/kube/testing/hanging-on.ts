import { getEventListeners } from 'node:events';

const DEPENDANTS = 'kDependantSignals';

/** How much is kept for a signal: listeners to it, and what Node.js remembers of others made of it. */
export function hangingOn(signal: AbortSignal): number {
  const dependants = Object.getOwnPropertySymbols(signal)
    .filter(({ description }) => description === DEPENDANTS)
    .map(symbol => Reflect.get(signal, symbol)?.size ?? 0);
  return [getEventListeners(signal, 'abort').length, ...dependants].reduce(
    (sum, count) => sum + count,
  );
}
