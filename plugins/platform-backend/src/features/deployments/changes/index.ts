export { createChanges } from './create';
