export { handsOf } from './hands';
