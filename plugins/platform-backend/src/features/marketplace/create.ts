import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { liveQueries } from '@pilothouse/plugin-platform-common';
import {
  offeredItems,
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
import { InstanceWriter } from './InstanceWriter';
import { contextOf, marketplaceAnswers } from './live';
import { Needs } from './Needs';
import { marketplaceProcedures } from './procedures';
import { Schemas } from './Schemas';

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
  given: Given;
  httpAuth: HttpAuthService;
  kube: KubeService;
  logger: LoggerService;
  middleware: readonly MiddlewareProvider[];
  permissions: PermissionsService;
}) {
  const { access, config, given, kube: clusters, permissions } = options;
  const { custom, reader: kube } = clusters;
  const items = offeredItems(options.middleware, config);
  const needs = new Needs({ custom, items, kube });
  const seen = { ...options, custom, items, kube, needs };
  const answers = { ...marketplaceAnswers(seen), ...bindingAnswers(seen) };
  const rights = new Rights({
    access,
    kube,
    permissions,
    restrictions: readRestrictions(config),
    reviews: access.reviews,
  });
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
        schemas: new Schemas(clusters),
        writer: new InstanceWriter(clusters),
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
