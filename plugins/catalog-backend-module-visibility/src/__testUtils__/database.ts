import { mockServices, TestDatabases } from '@backstage/backend-test-utils';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/**
 * A database that is closed after the backends of a file. By itself a backend closes its
 * own while the catalog still asks it, which leaves a timer that keeps the process alive.
 */
export async function testDatabase() {
  const knex = await databases.init('SQLITE_3');
  return mockServices.database.factory({ knex });
}
