export {
  MiddlewareResources,
  type ClusterResources,
} from './MiddlewareResources';
