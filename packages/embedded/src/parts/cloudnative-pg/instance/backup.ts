import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGzip } from 'node:zlib';
import { literal } from './connection.ts';
import type { Making } from '../../../middleware/instance/backups.ts';
import { upload } from '../../../middleware/instance/object-store.ts';
import { paths, type Server } from './server.ts';

/** Signed addresses to which the two halves of a backup go. */
export interface BackupOrder {
  /** Of the backup; another one may bear its name later. */
  readonly uid: string;
  readonly name: string;
  readonly data: string;
  readonly wal: string;
}

/** What a backup that was made tells. */
export type BackupMade = {
  readonly state: 'completed';
  readonly beginLSN: string;
  readonly endLSN: string;
  readonly beginWal: string;
  readonly endWal: string;
  readonly stoppedAt: string;
  /** Bytes of both halves, as they lie in the store. */
  readonly bytes: number;
};

/** What came of a backup. */
export type BackupState = Making<BackupMade>;

/** What belongs to a running server, or comes with the second half. */
const LEFT_OUT = [
  './pg_wal/*',
  './pg_replslot/*',
  './pg_dynshmem/*',
  './pg_notify/*',
  './pg_serial/*',
  './pg_snapshots/*',
  './pg_stat_tmp/*',
  './pg_subtrans/*',
  './postmaster.pid',
  './postmaster.opts',
  './pgsql_tmp*',
];

/**
 * Copies the data folder while the server works: the files first, then, when it has said
 * where the backup ends, the log that makes them consistent.
 */
export async function takeBackup(
  server: Server,
  order: BackupOrder,
): Promise<BackupState> {
  const connection = await server.connect();
  const folder = await mkdtemp(join(tmpdir(), 'pg-backup-'));
  try {
    const [begin] = await connection.query(
      `SELECT lsn, pg_walfile_name(lsn) AS wal FROM pg_backup_start(${literal(
        order.name,
      )}, fast => true) AS lsn`,
    );
    const files = await archive(order.data, [
      ...LEFT_OUT.map(pattern => `--exclude=${pattern}`),
      '-C',
      paths.data,
      '.',
    ]);
    const [end] = await connection.query(
      'SELECT lsn, pg_walfile_name(lsn) AS wal, labelfile, spcmapfile FROM pg_backup_stop(wait_for_archive => false)',
    );
    await writeFile(join(folder, 'backup_label'), end?.labelfile ?? '');
    const names = ['backup_label'];
    if (end?.spcmapfile) {
      await writeFile(join(folder, 'tablespace_map'), end.spcmapfile);
      names.push('tablespace_map');
    }
    const log = await archive(order.wal, [
      '-C',
      folder,
      ...names,
      '-C',
      paths.data,
      'pg_wal',
    ]);
    return {
      state: 'completed',
      beginLSN: begin?.lsn ?? '',
      beginWal: begin?.wal ?? '',
      endLSN: end?.lsn ?? '',
      endWal: end?.wal ?? '',
      stoppedAt: new Date().toISOString(),
      bytes: files + log,
    };
  } finally {
    connection.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Exit code of tar when a file changed or went while it was read: the log mends that. */
const CHANGED = 1;

/** @returns how many bytes it became */
async function archive(url: string, args: readonly string[]): Promise<number> {
  const tar = spawn('tar', ['-c', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(tar, 'exit');
  const packed = tar.stdout.pipe(createGzip({ level: 1 }));
  let bytes = 0;
  packed.on('data', (part: Buffer) => {
    bytes += part.length;
  });
  try {
    await upload(url, packed);
  } catch (error) {
    tar.kill();
    throw error;
  }
  const [code] = await ended;
  if (code !== 0 && code !== CHANGED) throw new Error(`tar ended with ${code}`);
  return bytes;
}
