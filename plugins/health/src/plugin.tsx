import {
  createFrontendPlugin,
  createRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import PlatformIcon from '@material-ui/icons/Dns';

const rootRouteRef = createRouteRef();

const page = PageBlueprint.make({
  params: {
    path: '/platform',
    routeRef: rootRouteRef,
    title: 'Platform',
    icon: <PlatformIcon fontSize="inherit" />,
    loader: async () => {
      const { PlatformPage } = await import('./page/PlatformPage');
      return <PlatformPage />;
    },
  },
});

/** The platform's own health: its page, at `/platform`. */
export const healthPlugin = createFrontendPlugin({
  pluginId: 'health',
  title: 'Platform',
  routes: { root: rootRouteRef },
  extensions: [page],
});
