import { join } from 'node:path';

const volume = process.env.PILOTHOUSE_MOUNT_DATADIR ?? '/var/lib/mysql';

/** Where things lie in the container; a node without namespaces names its mounts. */
export const paths = {
  /** What the server runs on, once it is whole. */
  data: join(volume, 'data'),
  /** What is being made, and takes that place when it is whole. */
  draft: join(volume, 'data.draft'),
  /** What it takes the place of, until that is done. */
  old: join(volume, 'data.old'),
  /** The operator's accounts: a file a password. */
  users: process.env.PILOTHOUSE_MOUNT_USERS ?? '/etc/mysql/mysql-users-secret',
  /** Other accounts: a folder each. */
  namedUsers:
    process.env.PILOTHOUSE_MOUNT_NAMED_USERS ?? '/etc/mysql/named-users',
  programs: join(import.meta.dirname, 'mariadb'),
};
