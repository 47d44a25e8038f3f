import { stringifyEntityRef } from '@backstage/catalog-model';
import type {
  CatalogApi,
  EntityPresentationApi,
} from '@backstage/plugin-catalog-react';
import { z } from 'zod';

/** Something of the catalog, and how people call it. */
export interface Named {
  readonly ref: string;
  readonly title: string;
}

const valueSchema = z.union([z.string(), z.array(z.string())]);
const wordsSchema = z.record(z.string(), valueSchema);
const optionsSchema = z.object({
  catalogFilter: z.union([wordsSchema, z.array(wordsSchema).min(1)]),
});

/** Which entities are meant: all that have the values of one of the records. */
export type EntityFilter = z.infer<typeof optionsSchema>['catalogFilter'];

/**
 * Which entities a field of a template asks for, by its `ui:options`.
 *
 * @returns undefined where they do not say so
 */
export function entityFilterOf(options: unknown): EntityFilter | undefined {
  const read = optionsSchema.safeParse(options);
  return read.success ? read.data.catalogFilter : undefined;
}

/** What names are made of. */
const fields = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.ui:i18n',
  'spec.profile.displayName',
];

/** All entities that are meant and that the reader may see, in the order of their names. */
export async function namedEntities(
  filter: EntityFilter,
  apis: {
    readonly catalog: Pick<CatalogApi, 'getEntities'>;
    readonly presentation: EntityPresentationApi;
  },
): Promise<Named[]> {
  const { items } = await apis.catalog.getEntities({ filter, fields });
  const named = await Promise.all(
    items.map(async entity => {
      const shown = await apis.presentation.forEntity(entity).promise;
      return { ref: stringifyEntityRef(entity), title: shown.primaryTitle };
    }),
  );
  return named.sort((a, b) => a.title.localeCompare(b.title));
}
