export { ClusterParts } from './ClusterParts';
export { askClusters } from './probe';
