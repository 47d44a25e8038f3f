import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import {
  imageOf,
  serveRegistry,
  type Layer,
} from './oci/__testUtils__/registry.ts';
import { ImageStore } from './oci/image-store.ts';
import { registryImages } from './registry-images.ts';
import { parseReference } from './source.ts';

const file = (text: string): Layer => ({
  files: { 'app/main.mjs': text },
});

async function openNode(t: TestContext) {
  const dir = await mkdtemp(join(tmpdir(), 'pilothouse-pull-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const registry = await serveRegistry('node', 'secret');
  t.after(() => registry.close());
  const passwordFile = join(dir, 'password');
  await writeFile(passwordFile, 'secret');
  const store = join(dir, 'store');
  const source = registryImages(
    {
      names: ['localhost:5000'],
      url: registry.url,
      username: 'node',
      passwordFile,
    },
    new ImageStore(store),
    'amd64',
  );
  const pull = async (
    name: string,
    policy = 'IfNotPresent',
    credentials: { username: string; password: string }[] = [],
  ) => {
    const reference = parseReference(name);
    assert.ok(reference, name);
    const wish = {
      policy,
      credentials: async () => credentials,
      begin: () => {},
    };
    return source.pull(reference, wish);
  };
  return { registry, pull, store, passwordFile };
}

type Opened = Awaited<ReturnType<typeof openNode>>;

async function content(image: Awaited<ReturnType<Opened['pull']>>) {
  assert.ok(image?.rootfs);
  return readFile(join(image.rootfs, 'app/main.mjs'), 'utf8');
}

test('an image is pulled, checked, unpacked and told with its digest', async t => {
  const { registry, pull } = await openNode(t);
  const digest = await registry.push(
    'shop/web',
    'v1',
    imageOf([file('old'), file('new')], {
      Entrypoint: ['node', 'app/main.mjs'],
      Cmd: null,
      Env: ['A=1'],
      WorkingDir: '/app',
    }),
  );
  const image = await pull('localhost:5000/shop/web:v1');
  assert.equal(await content(image), 'new');
  assert.equal(image?.id, `localhost:5000/shop/web@${digest}`);
  assert.deepEqual(image?.config, {
    Entrypoint: ['node', 'app/main.mjs'],
    Cmd: undefined,
    Env: ['A=1'],
    WorkingDir: '/app',
    User: undefined,
    architecture: 'amd64',
  });
});

for (const compression of ['none', 'gzip', 'zstd'] as const) {
  test(`layers of the compression ${compression}`, async t => {
    const { registry, pull } = await openNode(t);
    await registry.push('web', 'v1', imageOf([{ ...file('it'), compression }]));
    assert.equal(await content(await pull('localhost:5000/web:v1')), 'it');
  });
}

test('of an index the image for this machine is taken', async t => {
  const { registry, pull } = await openNode(t);
  const arm = imageOf([file('arm')], {}, 'arm64');
  const digest = await registry.pushIndex('web', 'v1', [
    arm,
    imageOf([file('amd')]),
  ]);
  const image = await pull('localhost:5000/web:v1');
  assert.equal(await content(image), 'amd');
  assert.equal(image?.id, `localhost:5000/web@${digest}`);
  await registry.pushIndex('web', 'arm', [arm]);
  await assert.rejects(pull('localhost:5000/web:arm'), /linux\/arm64/);
});

test('only Always asks again what a tag stands for; a digest stays', async t => {
  const { registry, pull } = await openNode(t);
  const name = 'localhost:5000/web:v1';
  const digest = await registry.push('web', 'v1', imageOf([file('one')]));
  await pull(name);
  await registry.push('web', 'v1', imageOf([file('two')]));
  assert.equal(await content(await pull(name)), 'one');
  assert.equal(await content(await pull(name, 'Never')), 'one');
  assert.equal(await content(await pull(name, 'Always')), 'two');
  assert.equal(await content(await pull(name)), 'two');
  const fixed = await pull(`localhost:5000/web@${digest}`, 'Always');
  assert.equal(await content(fixed), 'one');
});

test('what is not here is not pulled with Never, and other registries are not asked', async t => {
  const { registry, pull } = await openNode(t);
  await registry.push('web', 'v1', imageOf([file('one')]));
  assert.equal(await pull('localhost:5000/web:v1', 'Never'), undefined);
  assert.equal(await pull('other:5000/web:v1'), undefined);
  assert.equal(await pull('web:v1'), undefined);
  assert.deepEqual(registry.requests, []);
});

test('a layer that two images share is fetched once, and one image by many at once too', async t => {
  const { registry, pull } = await openNode(t);
  const base = file('base');
  await registry.push('web', 'v1', imageOf([base, { files: { a: '1' } }]));
  await registry.push('web', 'v2', imageOf([base, { files: { b: '2' } }]));
  await Promise.all([1, 2, 3].map(() => pull('localhost:5000/web:v1')));
  await pull('localhost:5000/web:v2');
  const blobs = registry.requests.filter(path => path.includes('/blobs/'));
  assert.equal(new Set(blobs).size, blobs.length, blobs.join('\n'));
  assert.equal(blobs.length, 5);
});

const broken: readonly [
  string,
  (opened: Opened) => void | Promise<void>,
  RegExp,
][] = [
  [
    'an unknown tag, in the words of the registry',
    () => {},
    /^Failed to pull image "localhost:5000\/web:v1": the registry answered 404 MANIFEST_UNKNOWN: manifest unknown$/,
  ],
  [
    'a layer with other content',
    async ({ registry }) => {
      await registry.push('web', 'v1', imageOf([file('one')]));
      registry.spoil(blob => blob.subarray(0, blob.length - 1));
    },
    /should have the digest sha256:/,
  ],
  [
    'a layer that does not end',
    async ({ registry }) => {
      await registry.push('web', 'v1', imageOf([file('one')]));
      registry.spoil(blob => Buffer.concat([blob, blob]));
    },
    /longer than the \d+ bytes announced/,
  ],
  [
    'a layer that unpacks to something else',
    async ({ registry }) => {
      const image = imageOf([
        { ...file('one'), diffId: `sha256:${'0'.repeat(64)}` },
      ]);
      await registry.push('web', 'v1', image);
    },
    /unpacked, should have the digest sha256:0000/,
  ],
  [
    'a kind of layer that nobody here can unpack',
    async ({ registry }) => {
      const mediaType = 'application/vnd.example.layer';
      await registry.push(
        'web',
        'v1',
        imageOf([{ ...file('one'), mediaType }]),
      );
    },
    /type application\/vnd\.example\.layer/,
  ],
  [
    'a wrong password of the node',
    async ({ registry, passwordFile }) => {
      await registry.push('web', 'v1', imageOf([file('one')]));
      return writeFile(passwordFile, 'wrong');
    },
    /answered 401 UNAUTHORIZED: authentication required/,
  ],
  [
    'a registry that was never set up',
    ({ passwordFile }) => rm(passwordFile),
    /is not set up yet/,
  ],
  [
    'a registry that is away',
    ({ registry }) => registry.close(),
    /does not answer: connect ECONNREFUSED/,
  ],
];

for (const [what, spoil, message] of broken) {
  test(`refused: ${what}`, async t => {
    const opened = await openNode(t);
    await spoil(opened);
    const pulled = opened.pull('localhost:5000/web:v1');
    await assert.rejects(pulled, (error: Error) => {
      assert.match(error.message, message);
      return true;
    });
    const unpacked = await readdir(join(opened.store, 'rootfs')).catch(
      () => [],
    );
    assert.deepEqual(unpacked, [], 'nothing half-made is left');
  });
}

test('a manifest that is not what its digest promises is refused', async t => {
  const { registry, pull } = await openNode(t);
  const digest = `sha256:${'0'.repeat(64)}`;
  await registry.push('web', digest, imageOf([file('one')]));
  await assert.rejects(
    pull(`localhost:5000/web@${digest}`),
    /its manifest should have the digest sha256:0000/,
  );
});

test('pull secrets are tried before what the node has of its own', async t => {
  const { registry, pull } = await openNode(t);
  await registry.push('web', 'v1', imageOf([file('one')]));
  const wrong = [{ username: 'lin', password: 'no' }];
  assert.equal(
    await content(await pull('localhost:5000/web:v1', 'Always', wrong)),
    'one',
  );
  assert.equal(registry.users[0], 'lin');
  assert.equal(registry.users.at(-1), 'node');
});
