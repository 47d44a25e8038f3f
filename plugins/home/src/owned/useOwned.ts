import type { Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { usePlatformQuery } from '@pilothouse/plugin-platform-react';
import { applicationsOf } from './applications';

const kinds = ['System', 'Component', 'API', 'Resource'];
const fields = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.description',
  'spec.type',
  'spec.lifecycle',
  'relations',
];
/** What is owned through any of the references, by application. */
export function useOwned(ownership: readonly string[] | undefined) {
  const catalogApi = useApi(catalogApiRef);
  return usePlatformQuery({
    queryKey: ['home', 'owned', ownership],
    enabled: ownership !== undefined,
    queryFn: async () => {
      const pages = catalogApi.streamEntities({
        filter: { 'relations.ownedBy': [...(ownership ?? [])], kind: kinds },
        fields,
      });
      const entities: Entity[] = [];
      for await (const page of pages) {
        entities.push(...page);
      }
      return {
        applications: applicationsOf(entities),
        total: entities.length,
      };
    },
  });
}
