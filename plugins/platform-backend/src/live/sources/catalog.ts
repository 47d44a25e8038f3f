import type { CatalogReader } from '../../catalog/CatalogReader';
import { wholeSource, type Reads, type Source } from './Source';

const catalogMark = 'catalog';

/** What the catalog says, as a source of live views. */
export function catalogSource(catalog: CatalogReader): Source {
  return wholeSource(catalogMark, catalog);
}

/** The same reader, which remembers that it was read. */
export function trackCatalog(
  catalog: CatalogReader,
  reads: Reads,
): CatalogReader {
  const read = () => {
    reads.add(catalogMark);
    return catalog;
  };
  return {
    knowledge: () => read().knowledge(),
    entities: kind => read().entities(kind),
    entity: ref => read().entity(ref),
    subscribe: listener => catalog.subscribe(listener),
  };
}
