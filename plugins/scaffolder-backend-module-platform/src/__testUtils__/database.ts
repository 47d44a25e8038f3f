import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});

/** An empty database; it is gone with the tests of the file. */
export function freshDatabase(): Promise<Knex> {
  return databases.init('SQLITE_3');
}
