export type { Access } from './Access';
export { ClusterAccess } from './ClusterAccess';
export {
  impersonationHeaders,
  kubernetesIdentity,
  readIdentitySettings,
} from './identity';
export { NotKnownYetError } from './NotKnownYetError';
export type { ReviewCache } from './ReviewCache';
export { askCluster, type Attributes, type Question } from './reviews';
export type { Scope } from './Scope';
export { everything } from './scope-of';
export type { Viewer } from './Viewer';
export { Viewers } from './Viewers';
export { visibilityOf } from './visibility';
export { visibleKube } from './visible-kube';
