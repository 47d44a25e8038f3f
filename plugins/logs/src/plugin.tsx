import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { onKubernetes } from '@pilothouse/plugin-platform-react';

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

/** What a service says, as it says it: its Logs tab, at `/logs` below the service. */
export const logsPlugin = createFrontendPlugin({
  pluginId: 'logs',
  title: 'Logs',
  extensions: [tab],
});
