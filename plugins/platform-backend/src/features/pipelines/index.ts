export { createPipelines } from './create';
export { RunOrders } from './RunOrders';
