export { createMarketplace } from './create';
