import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import {
  onKubernetes,
  workloadLogsRoute,
} from '@pilothouse/plugin-platform-react';

const tab = EntityContentBlueprint.make({
  params: {
    path: '/logs',
    title: 'Logs',
    filter: onKubernetes,
    loader: async () => {
      const { LogsTab } = await import('./page/LogsTab');
      return <LogsTab />;
    },
  },
});

const workloadPage = PageBlueprint.make({
  name: 'workload',
  params: {
    path: workloadLogsRoute,
    title: 'Logs of a workload',
    loader: async () => {
      const { WorkloadLogsPage } = await import('./page/WorkloadLogsPage');
      return <WorkloadLogsPage />;
    },
  },
});

/** What a service says, as it says it: its Logs tab, at `/logs` below the service. A workload
 * that the catalog does not know has a page of its own. */
export const logsPlugin = createFrontendPlugin({
  pluginId: 'logs',
  title: 'Logs',
  extensions: [tab, workloadPage],
});
