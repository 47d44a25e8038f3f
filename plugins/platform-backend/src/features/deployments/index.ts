export { deploymentsOfService } from './view';
