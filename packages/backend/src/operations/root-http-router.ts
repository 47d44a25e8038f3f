import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { withRequestId } from './request-context';

/** Backstage's own router, in which every request has an id. */
export const rootHttpRouter = rootHttpRouterServiceFactory({
  configure({ app, applyDefaults }) {
    app.use(withRequestId());
    applyDefaults();
  },
});
