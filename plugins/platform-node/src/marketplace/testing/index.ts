export { middlewareItem } from './item';
