import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { waitUntil } from '../../platform/wait.ts';
import { assembleShopImages } from './images.ts';

const configSchema = z.object({
  Entrypoint: z.tuple([z.string()], z.string()),
  Env: z.array(z.string()),
  WorkingDir: z.literal('/app'),
});
const SOURCES = join(import.meta.dirname, '../../../samples/shop');
const deadline = () => AbortSignal.timeout(60_000);

/** An address that another run of these tests does not use at the same time. */
const address = (last: number) =>
  `127.77.${process.pid % 250}.${
    (Math.floor(process.pid / 250) % 80) * 3 + last
  }`;

let images: string;
let references: string[];
const running: ChildProcess[] = [];
before(async () => {
  images = await mkdtemp(join(tmpdir(), 'shop-images-'));
  references = await assembleShopImages({
    sources: SOURCES,
    images,
    node: process.execPath,
  });
});
after(async () => {
  running.forEach(child => child.kill('SIGKILL'));
  await rm(images, { recursive: true, force: true });
});

const folder = (reference: string) => join(images, reference.replace(':', '/'));

/** Runs an image as the node does: its entry point in its working directory. */
async function run(reference: string, bindAddress: string, proxy: string) {
  const config = configSchema.parse(
    JSON.parse(await readFile(join(folder(reference), 'image.json'), 'utf8')),
  );
  const [program, ...args] = config.Entrypoint;
  const own = config.Env.map(entry => entry.split('=', 2));
  const child = spawn(program, args, {
    cwd: join(folder(reference), 'rootfs', config.WorkingDir),
    env: {
      ...Object.fromEntries(own),
      PILOTHOUSE_BIND_ADDRESS: bindAddress,
      HTTP_PROXY: proxy,
      NO_PROXY: 'localhost,127.0.0.1',
    },
    stdio: 'pipe',
  });
  running.push(child);
  let said = '';
  child.stdout.on('data', chunk => (said += String(chunk)));
  child.stderr.on('data', chunk => (said += String(chunk)));
  return { child, said: () => said };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    response => response.ok,
    () => false,
  );
}

/** A proxy that answers for every service, and remembers what it was asked. */
async function startProxy(): Promise<{
  server: Server;
  url: string;
  asked: string[];
}> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(
      `${request.method} ${request.url} ${request.headers.traceparent}`,
    );
    response.end(JSON.stringify({ stock: { kettle: 7 } }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : 0;
  return { server, url: `http://shop-dev:namespace@127.0.0.1:${port}`, asked };
}

test('there is one image for each service, without tests, that stands alone', async () => {
  assert.deepEqual(references, [
    'shop/web:1.0.0',
    'shop/catalog:1.0.0',
    'shop/orders:1.0.0',
    'shop/inventory:1.0.0',
    'shop/traffic:1.0.0',
  ]);
  for (const reference of references) {
    const files = await readdir(folder(reference), { recursive: true });
    assert.ok(files.includes('rootfs/app/shared/service.mjs'), reference);
    assert.deepEqual(
      files.filter(file => file.includes('.test.')),
      [],
    );
  }
});

test('a process of an image reaches services by name through the proxy, and stops in good order', async () => {
  const { server, url, asked } = await startProxy();
  try {
    const { child, said } = await run('shop/catalog:1.0.0', address(1), url);
    const base = `http://${address(1)}:8080`;
    await waitUntil(() => answers(`${base}/readyz`), deadline());
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    const response = await fetch(`${base}/products`, {
      headers: { traceparent: `00-${trace}-00f067aa0ba902b7-01` },
    });
    assert.match(await response.text(), /"id":"kettle".*"stock":7/);
    assert.match(asked.join('\n'), /^GET http:\/\/inventory:8080\/stock /);
    assert.ok(asked[0]?.includes(trace), asked[0]);
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    assert.equal(code, 0, said());
  } finally {
    server.close();
  }
});

test('inventory with the fault crash ends with code 1 at the first request', async () => {
  const { child } = await run('shop/inventory:1.0.0', address(2), '');
  const base = `http://${address(2)}:8080`;
  await waitUntil(() => answers(`${base}/readyz`), deadline());
  const ended = once(child, 'exit');
  await fetch(`${base}/admin/fault`, {
    method: 'POST',
    body: JSON.stringify({ mode: 'crash' }),
  });
  await assert.rejects(fetch(`${base}/stock`));
  assert.equal((await ended)[0], 1);
});

test('a leak of inventory is resident memory', async () => {
  const { child } = await run('shop/inventory:1.0.0', address(3), '');
  const base = `http://${address(3)}:8080`;
  await waitUntil(() => answers(`${base}/readyz`), deadline());
  await fetch(`${base}/admin/fault`, {
    method: 'POST',
    body: JSON.stringify({ mode: 'leak', leakMiB: 64 }),
  });
  const anonymousMiB = async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
    return Number(/RssAnon:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
  };
  await waitUntil(async () => (await anonymousMiB()) > 128, deadline());
});
