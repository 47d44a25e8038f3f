export { Gate } from './Gate';
export { changeProcedures } from './procedures';
export { readRestrictions } from './restrictions';
