import { createBackend } from '@backstage/backend-defaults';
import type { Backend } from '@backstage/backend-app-api';
import { permissionsOfRuns } from '@pilothouse/plugin-scaffolder-backend-module-platform';
import { documentationAhead } from './documentation';
import { rootHttpRouter, rootLogger } from './operations';
import { ownRepositories } from './repositories';
import { search } from './search';

/**
 * The portal's backend: one line per feature. Features that need a remote system do
 * nothing until that system is configured.
 */
export function createPortal(): Backend {
  const backend = createBackend();

  backend.add(rootLogger);
  backend.add(rootHttpRouter);
  backend.add(permissionsOfRuns);

  backend.add(import('@backstage/plugin-app-backend'));

  backend.add(import('@backstage/plugin-auth-backend'));
  backend.add(import('@pilothouse/plugin-auth-backend-module-platform'));

  backend.add(import('@backstage/plugin-permission-backend'));
  backend.add(import('@pilothouse/plugin-permission-backend-module-platform'));

  backend.add(import('@backstage/plugin-catalog-backend'));
  backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
  backend.add(
    import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
  );
  backend.add(import('@pilothouse/plugin-catalog-backend-module-middleware'));
  backend.add(import('@pilothouse/plugin-catalog-backend-module-scim'));
  backend.add(import('@pilothouse/plugin-catalog-backend-module-visibility'));
  backend.add(ownRepositories);
  backend.add(import('@backstage/plugin-catalog-backend-module-ldap'));
  backend.add(
    import('@backstage-community/plugin-catalog-backend-module-keycloak'),
  );

  backend.add(import('@backstage/plugin-events-backend'));

  backend.add(import('@backstage/plugin-kubernetes-backend'));
  backend.add(
    import('@pilothouse/plugin-kubernetes-backend-module-kubeconfig'),
  );
  backend.add(
    import('@pilothouse/plugin-kubernetes-backend-module-watch-cache'),
  );

  backend.add(import('@pilothouse/plugin-platform-backend'));
  backend.add(import('@pilothouse/plugin-platform-backend-module-embedded'));
  backend.add(import('@pilothouse/plugin-platform-backend-module-harbor'));
  backend.add(import('@pilothouse/plugin-platform-backend-module-helm'));
  backend.add(import('@pilothouse/plugin-platform-backend-module-jenkins'));
  backend.add(import('@pilothouse/plugin-platform-backend-module-oci'));
  backend.add(import('@pilothouse/plugin-platform-backend-module-operators'));
  backend.add(
    import('@pilothouse/plugin-platform-backend-module-service-catalog'),
  );

  backend.add(import('@backstage/plugin-scaffolder-backend'));
  backend.add(import('@backstage/plugin-scaffolder-backend-module-gitea'));
  backend.add(
    import('@backstage/plugin-scaffolder-backend-module-notifications'),
  );
  backend.add(import('@pilothouse/plugin-scaffolder-backend-module-platform'));

  backend.add(import('@backstage/plugin-search-backend'));
  backend.add(import('@backstage/plugin-search-backend-module-catalog'));
  backend.add(import('@backstage/plugin-search-backend-module-techdocs'));
  backend.add(search);

  backend.add(import('@backstage/plugin-techdocs-backend'));
  backend.add(documentationAhead);

  backend.add(import('@backstage/plugin-notifications-backend'));
  backend.add(import('@backstage/plugin-signals-backend'));
  backend.add(import('@backstage/plugin-user-settings-backend'));

  return backend;
}
