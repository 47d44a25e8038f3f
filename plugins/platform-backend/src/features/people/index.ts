export { peopleProcedures } from './procedures';
