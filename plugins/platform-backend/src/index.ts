/**
 * The Kubernetes-facing backend of Pilothouse.
 *
 * @packageDocumentation
 */
export { platformPlugin as default } from './plugin';
export {
  catalogMirrorRef,
  visibleCatalogs,
  type CatalogMirror,
  type VisibleCatalog,
} from './catalog';
export {
  MiddlewareResources,
  type ClusterResources,
} from './features/marketplace/resources';
export {
  PublishedItems,
  publishedItemsRef,
} from './features/marketplace/publishing';
export { namesFor as bindingNames } from './features/marketplace/binding/record';
export { sendKeptJson } from './http/send-json';
export { personalKubeServiceRef } from './kube/personal/service';
export { kubeServiceRef } from './kube/service';
export { readingPermissions, type Allows } from './permissions';
export type {
  KubePlace,
  KubeRequest,
  KubeResponse,
  KubeService,
  KubeSource,
  KubeStream,
  Visibility,
} from './kube/KubeService';
