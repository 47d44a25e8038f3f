export * from './InMemoryRegistry';
export * from './registry-laws';
export * from './registry-under-test';
