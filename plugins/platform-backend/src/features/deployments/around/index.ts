export { groupedLookup, indexedLookup } from './lookup';
export { Neighborhood } from './Neighborhood';
export type { Reference } from './references';
export * from './surroundings';
