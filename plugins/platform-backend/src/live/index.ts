export * from './failure';
export { Given } from './Given';
export * from './LiveHub';
export * from './metrics';
export * from './Outlook';
export * from './procedures';
export { catalogSource } from './sources/catalog';
export { kubeSource } from './sources/kube';
export * from './view-answer';
