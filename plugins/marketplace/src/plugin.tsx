import {
  createFrontendPlugin,
  createRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import MarketplaceIcon from '@material-ui/icons/Storefront';
import { middlewareAnnotation } from '@pilothouse/plugin-platform-common';
import { onKubernetes } from '@pilothouse/plugin-platform-react';

const marketplaceRouteRef = createRouteRef();

const marketplacePage = PageBlueprint.make({
  params: {
    path: '/marketplace',
    routeRef: marketplaceRouteRef,
    title: 'Marketplace',
    icon: <MarketplaceIcon fontSize="inherit" />,
    loader: async () => {
      const { MarketplacePage } = await import('./page/MarketplacePage');
      return <MarketplacePage />;
    },
  },
});

const tab = EntityContentBlueprint.make({
  params: {
    path: '/middleware',
    title: 'Middleware',
    filter: onKubernetes,
    loader: async () => {
      const { MiddlewareTab } = await import('./binding/MiddlewareTab');
      return <MiddlewareTab />;
    },
  },
});

const resourceCard = EntityCardBlueprint.make({
  name: 'resource',
  params: {
    type: 'content',
    filter: {
      kind: 'resource',
      [`metadata.annotations.${middlewareAnnotation}`]: { $exists: true },
    },
    loader: async () => {
      const { ResourceCard } = await import('./binding/ResourceCard');
      return <ResourceCard />;
    },
  },
});

/** Middleware that can be ordered, and what runs of it, at `/marketplace`; what a service uses
 * of it, at `/middleware` below the service. */
export const marketplacePlugin = createFrontendPlugin({
  pluginId: 'marketplace',
  title: 'Marketplace',
  routes: { root: marketplaceRouteRef },
  extensions: [marketplacePage, tab, resourceCard],
});
