import type { Marketplace } from '@pilothouse/plugin-platform-common';
import { customKindName } from '@pilothouse/plugin-platform-node';
import {
  instanceOf,
  isPending,
  itemAt,
  marketClusterOf,
  sitesOf,
  type MarketplaceView,
} from './view';

/** What can be had where somebody has a namespace, and what runs of it there. */
export const marketplace: MarketplaceView<object, Marketplace> = (
  _,
  context,
) => {
  const { items } = context;
  const sites = sitesOf(context);
  const offered = items
    .map(item => itemAt(item, sites))
    .filter(({ offers }) => offers.length > 0);
  const instances = items.flatMap(item =>
    sites.flatMap(({ cluster, custom }) =>
      custom
        .list(customKindName(item.kind))
        .map(object => instanceOf(item, object, cluster)),
    ),
  );
  return {
    clusters: sites.map(site => marketClusterOf(site, items)),
    pending: sites
      .filter(site => isPending(site, items))
      .map(({ cluster }) => cluster.name),
    items: Object.fromEntries(offered.map(item => [item.name, item])),
    instances: Object.fromEntries(
      instances.map(instance => {
        const { item, cluster, namespace, name } = instance.ref;
        return [`${item}/${cluster}/${namespace}/${name}`, instance];
      }),
    ),
  };
};
