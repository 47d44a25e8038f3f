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
const most = 500;

/** What is owned through any of the references, by application. */
export function useOwned(ownership: readonly string[] | undefined) {
  const catalogApi = useApi(catalogApiRef);
  return usePlatformQuery({
    queryKey: ['home', 'owned', ownership],
    enabled: ownership !== undefined,
    queryFn: async () => {
      const { items, totalItems } = await catalogApi.queryEntities({
        filter: { 'relations.ownedBy': [...(ownership ?? [])], kind: kinds },
        fields,
        limit: most,
      });
      return { applications: applicationsOf(items), total: totalItems };
    },
  });
}
