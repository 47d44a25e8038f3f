export { middlewareItem } from './item';
export {
  middlewareLaws,
  type MiddlewareBench,
  type MiddlewareLaw,
} from './provider-laws';
