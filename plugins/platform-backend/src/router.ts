import type {
  AuditorService,
  AuthService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Meter } from '@opentelemetry/api';
import type { PlatformParts } from '@pilothouse/plugin-platform-node';
import {
  deploymentsOfService,
  deploymentsProcedures,
} from './features/deployments';
import { createChanges } from './features/deployments/changes';
import {
  healthAnswer,
  healthProcedures,
  healthSource,
} from './features/health';
import {
  KubePodLogs,
  logsMetrics,
  logsProcedures,
  readMask,
} from './features/logs';
import { services, servicesProcedures } from './features/services';
import type { PlatformRouter } from './http/contract-router';
import type { CatalogMirror } from './catalog';
import type { KubeService } from './kube/KubeService';
import {
  catalogSource,
  kubeSource,
  LiveHub,
  liveFailure,
  liveMetrics,
  liveProcedures,
  observeHub,
  viewAnswer,
} from './live';
import { startSight, type Sight } from './sight';

/** What the procedures need of their surroundings. */
export interface Surroundings {
  readonly auditor: AuditorService;
  readonly auth: AuthService;
  readonly catalog: CatalogService;
  readonly catalogMirror: CatalogMirror;
  readonly config: RootConfigService;
  readonly httpAuth: HttpAuthService;
  readonly kube: KubeService;
  readonly logger: LoggerService;
  readonly meter: Meter;
  readonly permissions: PermissionsService;
  readonly parts: readonly PlatformParts[];
  /** Fires when the portal shuts down. */
  readonly signal: AbortSignal;
}

/** The procedures of all capabilities, at work until the portal shuts down. */
export function platformRouter(surroundings: Surroundings): PlatformRouter {
  const { httpAuth, logger, meter, parts, permissions } = surroundings;
  const sight = startSight(surroundings);
  const answers = answersFrom(surroundings, sight);
  const failure = liveFailure(logger);
  const hub = new LiveHub(failure);
  observeHub(meter, hub);
  follow(hub, surroundings, sight);
  return {
    deployments: {
      ...deploymentsProcedures({
        httpAuth,
        service: answers['deployments.service'],
      }),
      ...createChanges({ ...surroundings, access: sight.access }),
    },
    health: healthProcedures({ httpAuth, permissions, sources: parts }),
    live: liveProcedures({
      answers,
      failure,
      httpAuth,
      hub,
      metrics: liveMetrics(meter),
    }),
    logs: logsProcedures({
      ...surroundings,
      access: sight.access,
      kube: surroundings.kube.reader,
      logs: new KubePodLogs(surroundings.kube),
      mask: readMask(surroundings.config),
      metrics: logsMetrics(meter),
    }),
    services: servicesProcedures({ httpAuth, list: answers['services.list'] }),
  };
}

function answersFrom(
  { kube, parts, permissions }: Surroundings,
  { access, catalogOf }: Sight,
) {
  const views = { access, catalogOf, kube: kube.reader, permissions };
  return {
    'deployments.service': viewAnswer(deploymentsOfService, views),
    'health.parts': healthAnswer({ permissions, sources: parts }),
    'services.list': viewAnswer(services, views),
  };
}

function follow(
  hub: LiveHub,
  { kube, parts, signal }: Surroundings,
  { catalog }: Sight,
) {
  const sources = [
    catalogSource(catalog),
    healthSource(parts),
    kubeSource(kube.reader),
  ];
  for (const source of sources) {
    signal.addEventListener('abort', hub.follow(source), { once: true });
  }
}
