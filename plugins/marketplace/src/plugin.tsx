import {
  createFrontendPlugin,
  createRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import MarketplaceIcon from '@material-ui/icons/Storefront';

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

/** Middleware that can be ordered, and what runs of it, at `/marketplace`. */
export const marketplacePlugin = createFrontendPlugin({
  pluginId: 'marketplace',
  title: 'Marketplace',
  routes: { root: marketplaceRouteRef },
  extensions: [marketplacePage],
});
