import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { onKubernetes } from '@pilothouse/plugin-platform-react';

const tab = EntityContentBlueprint.make({
  params: {
    path: '/deployments',
    title: 'Deployments',
    filter: onKubernetes,
    loader: async () => {
      const { DeploymentsTab } = await import('./tab/DeploymentsTab');
      return <DeploymentsTab />;
    },
  },
});

/** What runs of a service: its Deployments tab, at `/deployments` below the service. */
export const deploymentsPlugin = createFrontendPlugin({
  pluginId: 'deployments',
  title: 'Deployments',
  extensions: [tab],
});
