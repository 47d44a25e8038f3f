import { NotFoundError } from '@backstage/errors';
import {
  titleAmong,
  type InstanceBindings,
  type InstanceRef,
  type ServiceBindings,
} from '@pilothouse/plugin-platform-common';
import type { CatalogReader } from '../../../catalog/CatalogReader';
import { claimantsAmong } from '../../deployments/claimants';
import { claimedWorkloads, claimOf } from '../../deployments/claims';
import { clusterOf, kindsOfRow } from '../../deployments/readable';
import { workloadsIn, type Workload } from '../../deployments/workload';
import { siteOf } from '../instance';
import {
  instanceAt,
  instanceOf,
  instancesOf,
  isPending,
  kindsSeen,
  sitesOf,
  type MarketplaceContext,
  type Site,
} from '../view';
import { secretNamesOf } from './address';
import {
  bindingOf,
  boundSecrets,
  ownersOfSecrets,
  type BindingSight,
} from './bound';

/** What views of bindings are made from; all of it as the person may see it. */
export interface BindingContext extends MarketplaceContext {
  readonly catalog: Pick<CatalogReader, 'entities' | 'entity'>;
}

/** A pure function of what is known: no clock, no request. */
export type BindingView<I, O> = (input: I, context: BindingContext) => O;

/**
 * Who has the credentials of an instance.
 *
 * @throws NotFoundError for an item or a cluster that there is not
 */
export const bindingsOfInstance: BindingView<InstanceRef, InstanceBindings> = (
  ref,
  context,
) => {
  const { site } = siteOf(ref, context);
  return {
    cluster: clusterOf(site.cluster, kindsOfRow),
    bindings: bindingsTo(ref, context),
  };
};

/** Bindings to an instance, also to one that is gone and was bound by the portal. */
export function bindingsTo(ref: InstanceRef, context: BindingContext) {
  const { item, site } = siteOf(ref, context);
  const { namespace, name } = ref;
  const object = instanceAt(item, site.custom, ref);
  const secrets = new Set(
    object ? secretNamesOf(item, object, site.custom) : [],
  );
  const sight = sightOf(site, context);
  const isOwn = ({ metadata }: Workload) =>
    object !== undefined && item.hasPart?.(object, { metadata }) === true;
  const others = workloadsIn(site.cluster, { namespace }).filter(
    // What it consists of uses its credentials, and nobody bound that.
    workload => !isOwn(workload),
  );
  return others.flatMap(workload =>
    boundSecrets(workload)
      .filter(
        ({ secret, record }) =>
          secrets.has(secret) ||
          (record?.item === ref.item && record.instance === name),
      )
      .map(bound =>
        bindingOf(workload, bound, object ? ref : undefined, sight),
      ),
  );
}

/**
 * What a service has of middleware, and what there is where it runs.
 *
 * @throws NotFoundError for a service that does not exist, or may not be seen
 */
export const bindingsOfService: BindingView<
  { entityRef: string },
  ServiceBindings
> = ({ entityRef }, context) => {
  const entity = context.catalog.entity(entityRef.toLocaleLowerCase('en-US'));
  if (!entity) {
    throw new NotFoundError(`There is no service ${entityRef} in the catalog`);
  }
  const claim = claimOf(entity);
  const workloads = claim ? claimedWorkloads(claim, context.kube) : [];
  const at = ({ cluster }: Site) =>
    workloads.filter(workload => workload.cluster === cluster.name);
  const sites = sitesOf(context).filter(site => at(site).length > 0);
  return {
    clusters: sites.map(({ cluster }) => clusterOf(cluster, kindsOfRow)),
    pending: sites
      .filter(site => isPending(site, kindsSeen(context)))
      .map(({ cluster }) => cluster.name),
    bindings: sites.flatMap(site => bindingsAt(site, at(site), context)),
    instances: sites.flatMap(site => instancesAt(site, at(site), context)),
  };
};

function bindingsAt(
  site: Site,
  workloads: readonly Workload[],
  context: BindingContext,
) {
  const sight = sightOf(site, context);
  return namespacesOf(workloads).flatMap(namespace => {
    const owners = ownersOfSecrets(sight, namespace);
    const there = workloads.filter(each => each.namespace === namespace);
    return there.flatMap(workload =>
      boundSecrets(workload)
        .filter(({ secret, record }) => record || owners.has(secret))
        .map(bound =>
          bindingOf(workload, bound, owners.get(bound.secret), sight),
        ),
    );
  });
}

function instancesAt(
  { cluster, custom }: Site,
  workloads: readonly Workload[],
  { items }: BindingContext,
): ServiceBindings['instances'] {
  return namespacesOf(workloads).flatMap(namespace =>
    items.flatMap(item =>
      instancesOf(item, custom, namespace).map(object => ({
        ...instanceOf(item, object, cluster),
        title: titleAmong(item, items),
        kind: item.kind.kind,
      })),
    ),
  );
}

function namespacesOf(workloads: readonly Workload[]): string[] {
  return [...new Set(workloads.map(({ namespace }) => namespace))];
}

function sightOf(site: Site, { catalog, items }: BindingContext): BindingSight {
  const claimantsOf = claimantsAmong(catalog.entities('component'));
  return { items, site, claimantsOf };
}
