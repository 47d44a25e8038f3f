import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { liveQueries } from '@pilothouse/plugin-platform-common';
import {
  offeringOf,
  type MiddlewareProvider,
} from '@pilothouse/plugin-platform-node';
import type { ClusterAccess, Scope } from '../../kube/access';
import type { KubeService } from '../../kube/KubeService';
import type { Given } from '../../live';
import { answersOnce } from '../../live';
import { customSource } from '../../live/sources/custom';
import type { Allows } from '../../permissions';
import { readRestrictions, Rights } from '../../rights';
import { bindingAnswers, bindingProcedures, BindingWriter } from './binding';
import type { LiveBindings } from './binding/live';
import type { DeletionOrders } from './grace/DeletionOrders';
import { Deletions } from './grace/Deletions';
import { readGrace } from './grace/settings';
import { InstanceWriter } from './InstanceWriter';
import { contextOf, marketplaceAnswers } from './live';
import { Needs } from './Needs';
import { kindsOf } from './offers';
import { marketplaceProcedures } from './procedures';
import { Schemas } from './Schemas';

/** How often is looked whether deletions are due. */
const deletionSeconds = 10;

/**
 * The marketplace: what can be had, what runs of it, and orders.
 *
 * @throws InputError when two providers have an item of the same name
 */
export function createMarketplace(options: {
  access: ClusterAccess;
  allows: Allows;
  auditor: AuditorService;
  catalogOf: LiveBindings['catalogOf'];
  config: RootConfigService;
  deletionOrders: DeletionOrders;
  given: Given;
  httpAuth: HttpAuthService;
  kube: KubeService;
  logger: LoggerService;
  middleware: readonly MiddlewareProvider[];
  permissions: PermissionsService;
  scheduler: SchedulerService;
}) {
  const { access, config, given, kube: clusters, permissions } = options;
  const { custom, reader: kube } = clusters;
  const offering = offeringOf(options.middleware, config);
  const kinds = [...offering.fixed.flatMap(kindsOf), ...offering.kinds];
  const needs = new Needs({ custom, kinds, kube });
  const seen = { ...options, custom, kube, needs, offering };
  const answers = { ...marketplaceAnswers(seen), ...bindingAnswers(seen) };
  const rights = new Rights({
    access,
    kube,
    permissions,
    restrictions: readRestrictions(config),
    reviews: access.reviews,
  });
  const writer = new InstanceWriter(clusters);
  const deletions = new Deletions({
    ...options,
    now: () => new Date(),
    orders: options.deletionOrders,
    rights,
    settings: readGrace(config),
    writer,
  });
  void options.scheduler
    .scheduleTask({
      id: 'middleware-deletions',
      frequency: { seconds: deletionSeconds },
      timeout: { minutes: 5 },
      scope: 'global',
      fn: () => deletions.carryOut(),
    })
    .catch(error =>
      options.logger.error(
        'Deletions of middleware that are due are not carried out',
        toError(error),
      ),
    );
  const acting = {
    ...seen,
    rights,
    contextOf: (scope: Scope) => contextOf(seen, scope),
  };
  return {
    answers,
    source: customSource(custom),
    procedures: {
      ...marketplaceProcedures({
        ...acting,
        clusters,
        deletions,
        schemas: new Schemas(clusters),
        writer,
        list: answersOnce(
          {
            query: 'marketplace.list',
            output: liveQueries['marketplace.list'].output,
            answer: answers['marketplace.list'],
          },
          given,
        ),
        instance: answersOnce(
          {
            query: 'marketplace.instance',
            output: liveQueries['marketplace.instance'].output,
            answer: answers['marketplace.instance'],
          },
          given,
        ),
      }),
      bindings: bindingProcedures({
        ...acting,
        writer: new BindingWriter(clusters),
      }),
    },
  };
}
