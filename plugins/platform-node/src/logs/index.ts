export * from './PodLogs';
