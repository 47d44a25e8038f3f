export * from './InMemoryCustom';
export * from './InMemoryKube';
export * from './InMemoryPersonalKube';
export * from './kube-reader-laws';
