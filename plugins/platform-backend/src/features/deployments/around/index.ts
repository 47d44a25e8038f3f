export { groupedLookup, indexedLookup } from './lookup';
export { Neighborhood } from './Neighborhood';
export * from './surroundings';
