export type { Access } from './Access';
export { ClusterAccess } from './ClusterAccess';
export { impersonationHeaders, readIdentitySettings } from './identity';
export { askCluster, type Verdict } from './reviews';
export type { Scope } from './Scope';
export type { Viewer } from './Viewer';
export { Viewers } from './Viewers';
export { visibilityOf } from './visibility';
export { visibleKube } from './visible-kube';
