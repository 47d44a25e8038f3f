import { join } from 'node:path';
import { stringify } from 'yaml';
import { certificateFiles } from '../../platform/certificates.ts';
import { partDir, type Platform } from '../../platform/platform.ts';
import { statusFile } from '../../platform/status.ts';
import { marketplaceItems } from '../middleware-operators/marketplace-items.ts';
import { CHARTS_PROJECT } from '../charts/index.ts';
import { portalTokenFile } from '../cluster-setup/index.ts';
import {
  CLUSTER_NAME,
  apiServerUrl,
  kubernetesDir,
} from '../kube-apiserver/identities.ts';
import { sampleCatalogFiles } from '../samples/catalog.ts';
import { userCenterEndpoints } from '../user-center/index.ts';
import { deliveryConfig } from './delivery-config.ts';

/** The index lives in memory, and a first start begins with an empty catalog. */
const SOON = {
  schedule: {
    scope: 'local',
    initialDelay: { seconds: 10 },
    frequency: { seconds: 30 },
    timeout: { minutes: 2 },
  },
};

/** Clusters of the person's own, used instead of the embedded one. */
export interface OwnClusters {
  readonly kubeconfig: string;
  readonly contexts: readonly string[];
}

/** Programs of this platform that the portal runs, by their paths. */
export interface PortalPrograms {
  readonly helm: string;
}

/** Where the portal's secret for session cookies is kept. */
export function sessionSecretFile(platform: Platform): string {
  return join(partDir(platform, 'portal'), 'session-secret');
}

/** Address of the portal in the browser. */
export function portalUrl({ addresses }: Platform): string {
  return `http://localhost:${addresses.portal}`;
}

/**
 * The configuration that connects the portal with this platform, in the keys that a
 * company would use for its own systems. Secrets are named by file, never written here.
 */
export function appConfig(
  platform: Platform,
  clusters?: OwnClusters,
  programs?: PortalPrograms,
): string {
  const { addresses } = platform;
  const url = portalUrl(platform);
  const userCenter = userCenterEndpoints(platform);
  const delivery = clusters ? undefined : deliveryConfig(platform);
  const config = {
    app: { baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { host: addresses.host, port: addresses.portal },
      cors: { origin: url, credentials: true },
      database: {
        client: 'better-sqlite3',
        connection: {
          directory: join(partDir(platform, 'portal'), 'database'),
        },
      },
      workingDirectory: join(partDir(platform, 'portal'), 'work'),
    },
    auth: {
      session: { secret: { $file: sessionSecretFile(platform) } },
      providers: {
        oidc: {
          production: {
            metadataUrl: userCenter.discoveryUrl,
            clientId: userCenter.clientId,
            clientSecret: { $file: userCenter.clientSecretFile },
            postLogoutRedirectUrl: url,
          },
        },
      },
    },
    catalog: {
      providers: {
        scim: {
          embedded: {
            url: userCenter.scimUrl,
            token: { $file: userCenter.scimTokenFile },
            schedule: {
              frequency: { seconds: 10 },
              timeout: { seconds: 20 },
              initialDelay: { seconds: 0 },
            },
          },
        },
      },
      locations: locations(platform, clusters),
    },
    pilothouse: {
      embedded: {
        statusFile: statusFile(platform.stateDir),
        staleAfter: { minutes: 1 },
      },
      contact: {
        name: 'Sofia Rossi, platform engineering',
        email: 'sofia.rossi@example.com',
      },
      ...(clusters && {
        kubeconfig: { file: clusters.kubeconfig, contexts: clusters.contexts },
      }),
      ...(!clusters && {
        marketplace: {
          items: marketplaceItems,
          ...(programs && {
            charts: {
              helm: programs.helm,
              sources: [{ project: CHARTS_PROJECT }],
            },
          }),
        },
      }),
      ...delivery?.pilothouse,
    },
    integrations: delivery?.integrations,
    scaffolder: delivery?.scaffolder,
    search: { collators: { catalog: SOON, techdocs: SOON } },
    techdocs: {
      publisher: {
        type: 'local',
        local: {
          publishDirectory: join(partDir(platform, 'portal'), 'techdocs'),
        },
      },
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: clusters
        ? []
        : [{ type: 'config', clusters: [embeddedCluster(platform)] }],
    },
  };
  return stringify(config, { aliasDuplicateObjects: false });
}

function embeddedCluster(platform: Platform) {
  return {
    name: CLUSTER_NAME,
    url: apiServerUrl(platform),
    authProvider: 'serviceAccount',
    serviceAccountToken: { $file: portalTokenFile(platform) },
    caFile: certificateFiles(kubernetesDir(platform), 'ca').cert,
    skipMetricsLookup: false,
  };
}

function locations(platform: Platform, clusters?: OwnClusters) {
  const file = (target: string) => ({ type: 'file', target });
  const own = file(join(platform.root, 'catalog-info.yaml'));
  if (clusters) return [own];
  const templates = {
    ...file(join(platform.root, 'templates/{*/,*.}template.yaml')),
    rules: [{ allow: ['Template'] }],
  };
  return [own, templates, file(sampleCatalogFiles(platform))];
}
