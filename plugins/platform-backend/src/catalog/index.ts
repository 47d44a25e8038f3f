export type { CatalogStore } from './CatalogStore';
export { catalogMirrorRef, type CatalogMirror } from './mirror';
export { visibleCatalogs, type VisibleCatalog } from './visible-catalog';
