export * from './InMemoryPlatformParts';
export * from './platform-parts-laws';
export * from './snapshot-that';
