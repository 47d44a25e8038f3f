export { BindingErrands } from './binding';
export { createMarketplace, definitionsOf } from './create';
export { DeletionOrders } from './grace/DeletionOrders';
export { PublishedDefinitions, publishedItemsRef } from './publishing';
export { Reservations } from './terms/Reservations';
