import type {
  AuthService,
  DiscoveryService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { ScaffolderService } from '@backstage/plugin-scaffolder-node';
import {
  offeredItems,
  Slots,
  type CiServer,
  type ImageRegistry,
  type MiddlewareProvider,
  type PersonalKube,
} from '@pilothouse/plugin-platform-node';
import type { Surroundings } from './actions';
import { Claiming } from './claims/Claiming';
import type { Claims } from './claims/Claims';
import { ConfiguredGitHosts } from './git/ConfiguredGitHosts';
import { RegistryImages } from './registry/RegistryImages';
import { People } from './service/people';
import { PortalMiddleware } from './middleware/Middleware';
import { readSettings } from './settings';
import { handlersFor } from './things/all';
import { fatesFrom } from './undo/fate';
import { tellBy } from './undo/tell';
import type { PipelineFailures } from './undo/PipelineFailures';
import { Undoing } from './undo/undo';
import { UndoLoop } from './undo/UndoLoop';
import type { UndoRecords } from './undo/UndoRecords';

const pauseMs = 2_000;
/**
 * Commits that are packed and pushed at the same time. They are packed on the one thread of
 * the portal: many at once would each take so long that the git server gives up on them.
 */
const pushedAtOnce = 2;

/** Puts together what the actions need, and what undoes them, from what the backend has. */
export function surroundingsFrom(options: {
  readonly auth: AuthService;
  readonly catalog: CatalogService;
  readonly ci: CiServer;
  readonly claims: Claims;
  readonly config: Config;
  readonly failures: PipelineFailures;
  readonly discovery: DiscoveryService;
  readonly kube: PersonalKube;
  readonly logger: LoggerService;
  readonly middleware: readonly MiddlewareProvider[];
  readonly notifications: NotificationService;
  readonly permissions: PermissionsService;
  readonly records: UndoRecords;
  readonly registry: ImageRegistry;
  readonly scaffolder: ScaffolderService;
}): { surroundings: Surroundings; loop: UndoLoop } {
  const { claims, config, failures, logger, notifications, records } = options;
  const settings = readSettings(config);
  const integrations = ScmIntegrations.fromConfig(config);
  const systems = {
    ...options,
    git: new ConfiguredGitHosts(integrations, settings),
    compositions: options.middleware.flatMap(
      ({ compositions = [] }) => compositions,
    ),
    items: offeredItems(options.middleware, config),
    middleware: new PortalMiddleware(options),
    settings,
    ...(settings.registry && {
      images: new RegistryImages(options.registry),
    }),
  };
  const handlers = handlersFor(systems);
  const fateOf = fatesFrom(options);
  const undoing = new Undoing({ claims, fateOf, handlers, records });
  const loop = new UndoLoop({
    ...options,
    fateOf,
    now: Date.now,
    tell: tellBy(notifications, logger),
    undoing,
  });
  const surroundings = {
    ...systems,
    claiming: new Claiming({
      claims,
      fateOf,
      handlers,
      settle: taskId => loop.settle(taskId),
    }),
    failures,
    handlers,
    integrations,
    pauseMs,
    permissions: options.permissions,
    pushes: new Slots(pushedAtOnce),
    people: new People({ ...options, engineers: settings.engineers }),
    undoing,
  };
  return { surroundings, loop };
}
