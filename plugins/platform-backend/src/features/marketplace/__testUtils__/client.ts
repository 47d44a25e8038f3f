import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createRouterClient } from '@orpc/server';
import type { MiddlewareProvider } from '@pilothouse/plugin-platform-node';
import type { RequestContext } from '../../../http/contract-router';
import { askCluster, type ClusterAccess } from '../../../kube/access';
import { scopeOfNamespaces } from '../../../kube/access/scope-of';
import type { Shop } from '../../../kube/write/__testUtils__/Shop';
import { Given, kubeSource } from '../../../live';
import type { ErrandsOptions } from '../binding';
import { createMarketplace } from '../create';
import type { DeletionOrders } from '../grace/DeletionOrders';
import type { PublishedDefinitions } from '../publishing';
import type { Reservations } from '../terms/Reservations';
import { noErrands } from './noErrands';

/** A developer of the shop, whom the cluster knows by the team. */
const lin = {
  userEntityRef: 'user:default/lin.wei',
  groups: ['group:default/shop'],
  kubernetes: { user: 'lin.wei', groups: ['shop'] },
  tenants: ['shop'],
  seesAll: false,
};

/**
 * The procedures of a marketplace on a real API server, as a developer of the shop calls them.
 * One that follows hears of changes as the portal does, for as long as the test goes on.
 */
export function clientOf(options: {
  readonly shop: Shop;
  readonly middleware: readonly MiddlewareProvider[];
  readonly deletionOrders: DeletionOrders;
  readonly published: PublishedDefinitions;
  readonly reservations: Reservations;
  readonly namespace: string;
  readonly signal: AbortSignal;
  readonly follows?: boolean;
  /** Who asks, where it is not that developer. */
  readonly credentials?: BackstageCredentials;
  /** What runs are entrusted with; nothing unless told. */
  readonly bindingErrands?: ErrandsOptions['kept'];
}) {
  const { shop, middleware, deletionOrders, published } = options;
  const access = {
    renew: () => lin,
    resolveViewer: async () => lin,
    scopeOf: async () =>
      scopeOfNamespaces(new Map([['test', [options.namespace]]])),
    subscribe: () => () => undefined,
    reviews: {
      ask: (question: Parameters<typeof askCluster>[1]) =>
        askCluster(shop.kube, question),
    },
  } as unknown as ClusterAccess;
  const given = new Given();
  const { procedures, source } = createMarketplace({
    access,
    allows: async () => true,
    auditor: mockServices.auditor.mock({
      createEvent: jest.fn(async () => ({
        success: async () => undefined,
        fail: async () => undefined,
      })),
    }),
    catalogOf: async () => ({
      key: 'nothing',
      knowledge: () => ({ kind: 'current' }),
      entities: () => [],
      entity: () => undefined,
      subscribe: () => () => undefined,
    }),
    config: mockServices.rootConfig(),
    bindingErrands: options.bindingErrands ?? noErrands,
    deletionOrders,
    given,
    httpAuth: mockServices.httpAuth({
      defaultCredentials:
        options.credentials ?? mockCredentials.user(lin.userEntityRef),
    }),
    kube: shop.kube,
    logger: mockServices.logger.mock(),
    middleware,
    permissions: mockServices.permissions.mock({
      authorize: async asked =>
        asked.map(() => ({ result: AuthorizeResult.ALLOW })),
    }),
    scheduler: mockServices.scheduler.mock({
      scheduleTask: async () => undefined,
    }),
    published,
    reservations: options.reservations,
  });
  if (options.follows) {
    given.follow(source);
    given.follow(kubeSource(shop.kube.reader));
  }
  const context = {
    request: { headers: {} },
    signal: options.signal,
  } as unknown as RequestContext;
  return createRouterClient(procedures, { context });
}
