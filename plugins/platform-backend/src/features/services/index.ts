export { services } from './view';
