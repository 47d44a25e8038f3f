import { createServiceRef } from '@backstage/backend-plugin-api';
import type { MiddlewareProvider } from './MiddlewareProvider';

/** Those who know what can be ordered, one a package. */
export const middlewareProviderRef = createServiceRef<MiddlewareProvider>({
  id: 'pilothouse.middleware-provider',
  scope: 'root',
  multiton: true,
});
