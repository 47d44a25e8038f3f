export * from './label-selector';
export * from './SelectorIndex';
