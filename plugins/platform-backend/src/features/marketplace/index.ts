export { createMarketplace, definitionsOf } from './create';
export { DeletionOrders } from './grace/DeletionOrders';
export { PublishedDefinitions } from './publishing';
