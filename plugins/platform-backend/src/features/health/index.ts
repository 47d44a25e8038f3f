export { healthProcedures } from './procedures';
