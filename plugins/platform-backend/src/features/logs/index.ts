export { readMask } from './config';
export { KubePodLogs } from './KubePodLogs';
export { logsProcedures } from './procedures';
