import type {
  AuthService,
  BackstageCredentials,
  LoggerService,
  PermissionsService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  visibleCatalogs,
  type CatalogMirror,
  type CatalogStore,
  type VisibleCatalog,
} from './catalog';
import {
  askCluster,
  ClusterAccess,
  readIdentitySettings,
  Viewers,
  visibilityOf,
} from './kube/access';
import type { KubeService } from './kube/KubeService';
import type { Allows } from './permissions';

const rightsTtlMs = 5 * 60_000;

/** Who sees what of clusters and catalog. */
export interface Sight {
  readonly access: ClusterAccess;
  /** The catalog as somebody sees it. */
  readonly catalogOf: (
    credentials: BackstageCredentials,
  ) => Promise<VisibleCatalog>;
  /** The whole catalog, whoever asks. */
  readonly catalog: CatalogStore;
}

/**
 * Begins to follow who sees what, until the signal is aborted, and lets the callers of the
 * stock Kubernetes plugin see no more.
 */
export function startSight(options: {
  allows: Allows;
  auth: AuthService;
  catalog: CatalogService;
  catalogMirror: CatalogMirror;
  config: RootConfigService;
  kube: KubeService;
  logger: LoggerService;
  permissions: PermissionsService;
  signal: AbortSignal;
}): Sight {
  const { allows, auth, config, kube, logger, permissions, signal } = options;
  const onError = (error: unknown) =>
    logger.warn(`What people may see is not up to date: ${error}`);
  const catalog = options.catalogMirror.follow(options);
  const settings = readIdentitySettings(config);
  const access = new ClusterAccess({
    viewers: new Viewers({ allows, auth, catalog, settings }),
    catalog,
    kube: kube.reader,
    ask: question => askCluster(kube, question),
    now: () => Date.now(),
    ttlMs: rightsTtlMs,
    onError,
  });
  access.start(signal);
  kube.restrictTo(visibilityOf(access));
  return { access, catalog, catalogOf: visibleCatalogs(catalog, permissions) };
}
