import assert from 'node:assert/strict';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { after, before, test } from 'node:test';
import { pack } from 'tar-stream';
import { openImages, type ImageMaker } from '../../testing/images.ts';
import {
  openNamespace,
  podOf,
  type TestNamespace,
} from '../../testing/namespace.ts';
import { openPlatform } from '../../testing/tool.ts';
import { nodeImage } from './index.ts';

const base = nodeImage(openPlatform());
let images: ImageMaker;
let ns: TestNamespace;

before(async () => {
  images = await openImages();
  ns = await openNamespace('base');
});
after(() => ns.remove());

/** What a pod of that image says until it ends. */
async function said(name: string, image: string, args?: string[]) {
  const once = { restartPolicy: 'Never' } as const;
  await ns.apply(podOf(name, { image, args }, once));
  await ns.until(name, ({ status }) => status?.phase === 'Succeeded', 90);
  return ns.run('logs', name);
}

test('it runs the Node.js that it is named after', async () => {
  const command = ['node', '-p', 'process.version'];
  const version = await said('plain', base, command);
  assert.equal(version, `${process.version}\n`);
});

test('crane puts a program upon it, and the pod runs the program', async t => {
  const dir = await mkdtemp(join(tmpdir(), 'base-image-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const layer = join(dir, 'layer.tar');
  const archive = pack();
  archive.entry({ name: 'app/main.mjs' }, 'console.log(process.version)');
  archive.finalize();
  await pipeline(Readable.from(archive), createWriteStream(layer));
  const name = images.name(`${ns.name}/program`, 'v1');
  const saved = join(dir, 'image.tar');
  const entry = ['--entrypoint', 'node,/app/main.mjs'];
  await images.crane(
    ...['mutate', base, '--append', layer, ...entry],
    ...['--tag', name, '--output', saved],
  );
  await images.crane('push', saved, name);
  assert.equal(await said('program', name), `${process.version}\n`);
});
