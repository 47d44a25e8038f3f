export * from './InMemoryKube';
