export { readMask } from './config';
export { KubePodLogs } from './KubePodLogs';
export { logsMetrics } from './metrics';
export { logsProcedures } from './procedures';
