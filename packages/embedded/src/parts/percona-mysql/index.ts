import type { HostedOperator } from '../../middleware/operator/hosted.ts';
import { MARIADB_VERSION } from './image/mariadb-image.ts';
import { resources } from './model.ts';

/** Stand-in for Percona's operator of MySQL: MariaDB, the real one, takes the place of its server. */
export const perconaMysql: HostedOperator = {
  name: 'percona-mysql',
  runs: `MariaDB ${MARIADB_VERSION}`,
  folder: import.meta.dirname,
  resources: Object.values(resources),
  start: async context =>
    (await import('./operator.ts')).startOperator(context),
};
