import type {
  AuditorService,
  AuthService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Meter } from '@opentelemetry/api';
import { liveQueries } from '@pilothouse/plugin-platform-common';
import type {
  CiServer,
  MiddlewareProvider,
  PlatformParts,
} from '@pilothouse/plugin-platform-node';
import {
  deploymentsOfService,
  deploymentsProcedures,
  workloadByName,
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
import {
  createMarketplace,
  type BindingErrands,
  type DeletionOrders,
  type PublishedDefinitions,
  type Reservations,
} from './features/marketplace';
import { peopleProcedures } from './features/people';
import { createPipelines, type RunOrders } from './features/pipelines';
import { services, servicesProcedures } from './features/services';
import type { PlatformRouter } from './http/contract-router';
import type { CatalogMirror } from './catalog';
import type { KubeService } from './kube/KubeService';
import {
  answersOnce,
  catalogSource,
  Given,
  kubeSource,
  LiveHub,
  liveFailure,
  liveMetrics,
  liveProcedures,
  maskedWords,
  observeHub,
  viewAnswer,
} from './live';
import { readingPermissions, type Allows } from './permissions';
import { startSight, type Sight } from './sight';
import type { Source } from './live/sources/Source';

/** What the procedures need of their surroundings. */
export interface Surroundings {
  readonly auditor: AuditorService;
  readonly auth: AuthService;
  readonly bindingErrands: BindingErrands;
  readonly catalog: CatalogService;
  readonly catalogMirror: CatalogMirror;
  readonly ciServer: CiServer;
  readonly config: RootConfigService;
  readonly deletionOrders: DeletionOrders;
  readonly httpAuth: HttpAuthService;
  readonly kube: KubeService;
  readonly logger: LoggerService;
  readonly meter: Meter;
  readonly middleware: readonly MiddlewareProvider[];
  readonly permissions: PermissionsService;
  readonly parts: readonly PlatformParts[];
  readonly published: PublishedDefinitions;
  readonly reservations: Reservations;
  readonly runOrders: RunOrders;
  readonly scheduler: SchedulerService;
  /** Fires when the portal shuts down. */
  readonly signal: AbortSignal;
}

/** The procedures of all capabilities, at work until the portal shuts down. */
export function platformRouter(surroundings: Surroundings): PlatformRouter {
  const { httpAuth, logger, meter, parts, permissions } = surroundings;
  const allows = readingPermissions(permissions);
  const sight = startSight({ ...surroundings, allows });
  const pipelines = createPipelines({ ...surroundings, ...sight });
  const given = new Given();
  const marketplace = createMarketplace({
    ...surroundings,
    ...sight,
    allows,
    given,
  });
  void marketplace.checkPaths(surroundings.signal);
  const mask = readMask(surroundings.config);
  const inMaskedWords = maskedWords(mask);
  const answers = {
    ...answersFrom(surroundings, { ...sight, allows, inMaskedWords }),
    ...marketplace.answers,
    'marketplace.bindings': inMaskedWords(
      marketplace.answers['marketplace.bindings'],
    ),
    'marketplace.service': inMaskedWords(
      marketplace.answers['marketplace.service'],
    ),
    ...pipelines.answers,
  };
  const failure = liveFailure(logger);
  const hub = new LiveHub(failure);
  observeHub(meter, hub);
  follow([hub, given], surroundings, [
    catalogSource(sight.catalog),
    marketplace.source,
    pipelines.source,
  ]);
  return {
    deployments: {
      ...deploymentsProcedures({
        httpAuth,
        service: answersOnce(
          {
            query: 'deployments.service',
            output: liveQueries['deployments.service'].output,
            answer: answers['deployments.service'],
          },
          given,
        ),
        workload: answersOnce(
          {
            query: 'deployments.workload',
            output: liveQueries['deployments.workload'].output,
            answer: answers['deployments.workload'],
          },
          given,
        ),
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
      allows,
      kube: surroundings.kube.reader,
      logs: new KubePodLogs(surroundings.kube),
      mask,
      metrics: logsMetrics(meter),
      reviews: sight.access.reviews,
    }),
    marketplace: marketplace.procedures,
    people: peopleProcedures({ httpAuth, catalog: sight.catalog }),
    pipelines: pipelines.procedures,
    services: servicesProcedures({
      httpAuth,
      list: answersOnce(
        {
          query: 'services.list',
          output: liveQueries['services.list'].output,
          answer: answers['services.list'],
        },
        given,
      ),
    }),
  };
}

function answersFrom(
  { kube, parts, permissions }: Surroundings,
  {
    access,
    allows,
    catalogOf,
    inMaskedWords,
  }: Sight & { allows: Allows; inMaskedWords: ReturnType<typeof maskedWords> },
) {
  const views = { access, allows, catalogOf, kube: kube.reader };
  return {
    'deployments.service': inMaskedWords(
      viewAnswer(deploymentsOfService, views),
    ),
    'deployments.workload': inMaskedWords(viewAnswer(workloadByName, views)),
    'health.parts': healthAnswer({ permissions, sources: parts }),
    'services.list': inMaskedWords(viewAnswer(services, views)),
  };
}

function follow(
  followers: readonly Pick<LiveHub, 'follow'>[],
  { kube, parts, signal }: Surroundings,
  others: readonly Source[],
) {
  const sources = [...others, healthSource(parts), kubeSource(kube.reader)];
  for (const source of sources) {
    for (const follower of followers) {
      const end = follower.follow(source);
      signal.addEventListener('abort', end, { once: true });
    }
  }
}
