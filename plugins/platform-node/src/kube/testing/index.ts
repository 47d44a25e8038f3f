export * from './InMemoryKube';
export * from './kube-reader-laws';
