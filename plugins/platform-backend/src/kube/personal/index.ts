export { ClientCluster } from './ClientCluster';
export { openGate } from './gate';
