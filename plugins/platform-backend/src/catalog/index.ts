export { CatalogStore } from './CatalogStore';
export { readEntities } from './read-entities';
export { visibleCatalogs, type VisibleCatalog } from './visible-catalog';
