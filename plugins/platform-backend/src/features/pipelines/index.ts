export { createPipelines } from './create';
