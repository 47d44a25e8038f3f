import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { download } from '../../../middleware/instance/object-store.ts';
import { makeData, startServer, untilReady } from './server.ts';

/** As a new data folder has it; the server of a restore listens to nobody. */
const root = { user: 'root', password: '' };

/**
 * Puts what a backup holds in place of the data folder. A backup that cannot be read leaves
 * the folder as it was.
 *
 * @param address - signed, of the backup
 * @param memory - bytes that the server may have; 0 for no limit
 */
export async function restore(address: string, memory: number): Promise<void> {
  await makeData(async draft => {
    const server = await startServer({ data: draft, first: [], memory });
    try {
      await untilReady(server, root);
      const statements = new PassThrough();
      const read = pipeline(
        await download(address),
        createGunzip(),
        statements,
      );
      await Promise.all([read, server.load(statements, root)]);
    } finally {
      await server.stop();
    }
  });
}
