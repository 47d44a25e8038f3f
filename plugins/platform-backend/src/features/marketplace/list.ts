import type { Marketplace } from '@pilothouse/plugin-platform-common';
import {
  instanceOf,
  instancesOf,
  isPending,
  itemAt,
  kindsSeen,
  marketClusterOf,
  sitesOf,
  type MarketplaceView,
} from './view';

/** What there is, where somebody has a namespace, and what runs of it there. */
export const marketplace: MarketplaceView<object, Marketplace> = (
  _,
  context,
) => {
  const { items } = context;
  const kinds = kindsSeen(context);
  const sites = sitesOf(context);
  const instances = items.flatMap(item =>
    sites.flatMap(({ cluster, custom }) =>
      instancesOf(item, custom).map(object =>
        instanceOf(item, object, cluster),
      ),
    ),
  );
  return {
    clusters: sites.map(site => marketClusterOf(site, kinds)),
    pending: sites
      .filter(site => isPending(site, kinds))
      .map(({ cluster }) => cluster.name),
    items: Object.fromEntries(
      // Who has no namespace can have nothing, installed or not.
      (sites.length > 0 ? items : []).map(item => [
        item.name,
        itemAt(item, sites),
      ]),
    ),
    instances: Object.fromEntries(
      instances.map(instance => {
        const { item, cluster, namespace, name } = instance.ref;
        return [`${item}/${cluster}/${namespace}/${name}`, instance];
      }),
    ),
  };
};
