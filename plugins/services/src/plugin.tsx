import {
  createFrontendPlugin,
  createRouteRef,
} from '@backstage/frontend-plugin-api';

const servicesRouteRef = createRouteRef();
const applicationsRouteRef = createRouteRef();

/** Services and applications, at `/services` and `/applications`. */
export const servicesPlugin = createFrontendPlugin({
  pluginId: 'services',
  title: 'Services',
  routes: { root: servicesRouteRef, applications: applicationsRouteRef },
  extensions: [],
});
