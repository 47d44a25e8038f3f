export { deploymentsProcedures } from './procedures';
export { deploymentsOfService } from './view';
