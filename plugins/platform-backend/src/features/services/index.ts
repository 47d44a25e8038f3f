export { servicesProcedures } from './procedures';
export { services } from './view';
