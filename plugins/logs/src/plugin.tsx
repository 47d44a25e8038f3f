import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';

const tab = EntityContentBlueprint.make({
  params: {
    path: '/logs',
    title: 'Logs',
    filter: {
      $all: [
        { kind: 'component' },
        {
          $any: [
            {
              'metadata.annotations.backstage.io/kubernetes-id': {
                $exists: true,
              },
            },
            {
              'metadata.annotations.backstage.io/kubernetes-label-selector': {
                $exists: true,
              },
            },
          ],
        },
      ],
    },
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
