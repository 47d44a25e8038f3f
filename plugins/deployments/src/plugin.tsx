import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { onKubernetes, workloadRoute } from '@pilothouse/plugin-platform-react';

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

const workloadPage = PageBlueprint.make({
  name: 'workload',
  params: {
    path: workloadRoute,
    title: 'Workload',
    loader: async () => {
      const { WorkloadPage } = await import('./workload/WorkloadPage');
      return <WorkloadPage />;
    },
  },
});

/** What runs of a service: its Deployments tab, at `/deployments` below the service. A workload
 * that the catalog does not know has a page of its own. */
export const deploymentsPlugin = createFrontendPlugin({
  pluginId: 'deployments',
  title: 'Deployments',
  extensions: [tab, workloadPage],
});
