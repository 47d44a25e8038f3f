import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';

/** The archive of a chart with these files, as Helm packs it. */
export async function archiveOf(
  files: Readonly<Record<string, string | Buffer>>,
): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of Object.entries(files)) {
    archive.entry({ name: `valkey/${name}` }, content);
  }
  archive.finalize();
  return gzipSync(await buffer(archive));
}
