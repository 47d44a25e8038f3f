export { healthAnswer, healthProcedures, healthSource } from './procedures';
