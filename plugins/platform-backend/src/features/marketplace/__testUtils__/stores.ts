import {
  mockServices,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import { DeletionOrders } from '../grace/DeletionOrders';
import { PublishedDefinitions } from '../publishing';
import { Reservations } from '../terms/Reservations';

/** What a marketplace keeps in databases of its own, each empty. */
export async function openStores(databases: TestDatabases) {
  const open = () => databases.init('SQLITE_3');
  return {
    deletionOrders: await DeletionOrders.open(await open()),
    reservations: await Reservations.open(await open()),
    published: await PublishedDefinitions.open({
      database: await open(),
      definitions: undefined,
      logger: mockServices.logger.mock(),
    }),
  };
}

export type Stores = Awaited<ReturnType<typeof openStores>>;
