export { deploymentsProcedures } from './procedures';
export { deploymentsOfService, workloadByName } from './view';
