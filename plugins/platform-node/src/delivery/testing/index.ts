export * from './ci-server-bench';
export * from './InMemoryCiServer';
export * from './runs-laws';
export * from './setup-laws';
