export * from './InMemoryPodLogs';
export * from './InMemoryRun';
export * from './pod-logs-laws';
