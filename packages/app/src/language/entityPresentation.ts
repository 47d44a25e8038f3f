import type { Entity } from '@backstage/catalog-model';
import {
  ApiBlueprint,
  appLanguageApiRef,
  createFrontendModule,
  type AppLanguageApi,
} from '@backstage/frontend-plugin-api';
import { DefaultEntityPresentationApi } from '@backstage/plugin-catalog';
import {
  catalogApiRef,
  entityPresentationApiRef,
  type CatalogApi,
  type EntityPresentationApi,
} from '@backstage/plugin-catalog-react';
import { inLanguage } from '@pilothouse/plugin-scaffolder-module-platform';

/** Field of an entity's metadata with its words in further languages. */
const translations = 'metadata.ui:i18n';

/** The stock names of entities, in the words of the reader's language where entities have them. */
export function translatedPresentation(
  catalogApi: CatalogApi,
  languageApi: Pick<AppLanguageApi, 'getLanguage'>,
): EntityPresentationApi {
  const inOwnWords = <E extends Pick<Entity, 'metadata'>>(entity: E): E => ({
    ...entity,
    metadata: inLanguage(entity.metadata, languageApi.getLanguage().language),
  });
  const getEntitiesByRefs: CatalogApi['getEntitiesByRefs'] = async (
    { fields = [], ...asked },
    options,
  ) => {
    const { items } = await catalogApi.getEntitiesByRefs(
      { ...asked, fields: [...fields, translations] },
      options,
    );
    return { items: items.map(item => item && inOwnWords(item)) };
  };
  const stock = DefaultEntityPresentationApi.create({
    catalogApi: Object.assign<CatalogApi, Partial<CatalogApi>>(
      Object.create(catalogApi),
      { getEntitiesByRefs },
    ),
  });
  return {
    forEntity: (entityOrRef, context) =>
      stock.forEntity(
        typeof entityOrRef === 'string' ? entityOrRef : inOwnWords(entityOrRef),
        context,
      ),
  };
}

/** In place of the stock API, as it bears the same name. */
export const entityPresentation = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    ApiBlueprint.make({
      name: 'entity-presentation',
      params: defineParams =>
        defineParams({
          api: entityPresentationApiRef,
          deps: { catalogApi: catalogApiRef, languageApi: appLanguageApiRef },
          factory: ({ catalogApi, languageApi }) =>
            translatedPresentation(catalogApi, languageApi),
        }),
    }),
  ],
});
