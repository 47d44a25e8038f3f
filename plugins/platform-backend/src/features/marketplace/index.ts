export { createMarketplace } from './create';
export { DeletionOrders } from './grace/DeletionOrders';
