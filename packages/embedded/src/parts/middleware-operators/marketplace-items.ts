import { postgresqlItems } from '../cloudnative-pg/marketplace-items.ts';
import { mysqlItems } from '../percona-mysql/marketplace-items.ts';
import { etcdItems } from '../etcd-operator/marketplace-items.ts';
import { redisItems } from '../redis-operator/marketplace-items.ts';
import { kafkaItems } from '../strimzi/marketplace-items.ts';

/** What the portal of this platform has to say of what its operators run. */
export const marketplaceItems = {
  ...postgresqlItems,
  ...redisItems,
  ...mysqlItems(),
  ...etcdItems,
  ...kafkaItems(),
};
