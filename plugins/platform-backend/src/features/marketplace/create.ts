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
  type MiddlewareDefinitions,
  type MiddlewareProvider,
} from '@pilothouse/plugin-platform-node';
import type { ClusterAccess, Scope } from '../../kube/access';
import type { KubeService } from '../../kube/KubeService';
import type { Given } from '../../live';
import { answersOnce } from '../../live';
import { allSources, wholeSource } from '../../live/sources/Source';
import { customSource } from '../../live/sources/custom';
import type { Allows } from '../../permissions';
import { readRestrictions, Rights } from '../../rights';
import {
  bindingAnswers,
  bindingProcedures,
  BindingWriter,
  Errands,
  type ErrandsOptions,
} from './binding';
import type { LiveBindings } from './binding/live';
import { Carrying } from './Carrying';
import type { DeletionOrders } from './grace/DeletionOrders';
import { Deletions } from './grace/Deletions';
import { lossFor } from './grace/planning';
import { readEngineerGroups, readGrace } from './grace/settings';
import { itemsMark, itemsOf } from './Items';
import { InstanceWriter } from './InstanceWriter';
import { contextOf, marketplaceAnswers, wholeContextOf } from './live';
import { Needs } from './Needs';
import { marketplaceProcedures } from './procedures';
import {
  checkPaths,
  publishingAnswers,
  publishingProcedures,
  withPublished,
  type PublishedDefinitions,
} from './publishing';
import { Schemas } from './Schemas';
import type { Reservations } from './terms/Reservations';

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
  bindingErrands: ErrandsOptions['kept'];
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
  published: PublishedDefinitions;
  reservations: Reservations;
}) {
  const { access, config, given, kube: clusters, permissions } = options;
  const { custom, reader: kube } = clusters;
  const offering = offeringOf(options.middleware, config);
  const items = withPublished(
    itemsOf(offering),
    options.published,
    offering.asWanted,
  );
  const needs = new Needs({ custom, items, kube });
  const seen = { ...options, custom, items, kube, needs };
  const answers = {
    ...marketplaceAnswers(seen),
    ...bindingAnswers(seen),
    ...publishingAnswers(seen),
  };
  const rights = new Rights({
    access,
    kube,
    permissions,
    restrictions: readRestrictions(config),
    reviews: access.reviews,
  });
  const carrying = new Carrying(clusters, offering.compositions);
  const writer = new InstanceWriter(clusters, carrying);
  const later = {
    ...options,
    engineerGroups: readEngineerGroups(config),
    now: () => new Date(),
    rights,
  };
  const deletions = new Deletions({
    ...later,
    lossOf: (viewer, ref, writing) =>
      lossFor(
        {
          access,
          clusters,
          contextOf: (scope: Scope) => contextOf(seen, scope),
          needs,
          writer,
        },
        viewer,
        ref,
        writing,
      ),
    orders: options.deletionOrders,
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
  const schemas = new Schemas(clusters);
  const bindingWriter = new BindingWriter(clusters);
  return {
    /** Tells what is wrong in definitions, until the signal is aborted. */
    checkPaths: (signal: AbortSignal) =>
      checkPaths(offering.fixed, { ...seen, schemas, signal }),
    answers,
    source: allSources([customSource(custom), wholeSource(itemsMark, items)]),
    procedures: {
      ...marketplaceProcedures({
        ...acting,
        clusters,
        deletions,
        schemas,
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
        errands: new Errands({
          ...{ ...later, ...acting, kept: options.bindingErrands },
          writer: bindingWriter,
        }),
        writer: bindingWriter,
      }),
      drafts: publishingProcedures({
        ...acting,
        clusters,
        definitions: definitionsOf(options.middleware),
        offering,
        schemas,
        writer,
        wholeContextOf: (scope: Scope) => wholeContextOf(seen, scope),
      }),
    },
  };
}

/** Those who make items of definitions, where somebody does. */
export function definitionsOf(
  providers: readonly MiddlewareProvider[],
): MiddlewareDefinitions | undefined {
  return providers.find(({ definitions }) => definitions)?.definitions;
}
