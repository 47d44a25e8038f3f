import { EntityHeaderLayoutBlueprint } from '@backstage/plugin-catalog-react/alpha';

/** In the place of the stock header, which shows the names of systems, not their titles. */
export const entityHeader = EntityHeaderLayoutBlueprint.make({
  params: {
    loader: async () => (await import('./EntityHeader')).EntityHeader,
  },
});
