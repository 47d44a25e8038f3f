import {
  createFrontendPlugin,
  createRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import ApplicationsIcon from '@material-ui/icons/Apps';
import ServicesIcon from '@material-ui/icons/ViewList';
import { onKubernetes } from '@pilothouse/plugin-platform-react';

const servicesRouteRef = createRouteRef();
const applicationsRouteRef = createRouteRef();

const servicesPage = PageBlueprint.make({
  params: {
    path: '/services',
    routeRef: servicesRouteRef,
    title: 'Services',
    icon: <ServicesIcon fontSize="inherit" />,
    loader: async () => {
      const { ServicesPage } = await import('./list/ServicesPage');
      return <ServicesPage />;
    },
  },
});

const applicationsPage = PageBlueprint.make({
  name: 'applications',
  params: {
    path: '/applications',
    routeRef: applicationsRouteRef,
    title: 'Applications',
    icon: <ApplicationsIcon fontSize="inherit" />,
    loader: async () => {
      const { ApplicationsPage } = await import(
        './applications/ApplicationsPage'
      );
      return <ApplicationsPage />;
    },
  },
});

const componentCard = EntityCardBlueprint.make({
  name: 'component',
  params: {
    type: 'content',
    filter: onKubernetes,
    loader: async () => {
      const { ComponentCard } = await import('./card/ComponentCard');
      return <ComponentCard />;
    },
  },
});

const systemCard = EntityCardBlueprint.make({
  name: 'system',
  params: {
    type: 'content',
    filter: { kind: 'system' },
    loader: async () => {
      const { SystemCard } = await import('./card/SystemCard');
      return <SystemCard />;
    },
  },
});

/**
 * Services and applications, at `/services` and `/applications`, and what runs of them on
 * their own pages.
 */
export const servicesPlugin = createFrontendPlugin({
  pluginId: 'services',
  title: 'Services',
  routes: { root: servicesRouteRef, applications: applicationsRouteRef },
  extensions: [servicesPage, applicationsPage, componentCard, systemCard],
});
