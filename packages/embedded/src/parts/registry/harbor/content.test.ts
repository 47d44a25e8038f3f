import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { Content } from './content.ts';
import { artifactView } from './routes/views.ts';
import { layout } from './settings.ts';

const project = {
  ...{ id: 2, name: 'shop', public: false, storageLimit: -1 },
  ...{ owner: 'portal', createdAt: '2031-01-01T00:00:00.000Z' },
};
const CONFIG_TYPE = 'application/vnd.oci.image.config.v1+json';
const LAYER_TYPE = 'application/vnd.oci.image.layer.v1.tar';

const digestOf = (text: string) =>
  `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** A folder as the registry keeps it, with a way to put things there. */
async function store(context: TestContext) {
  const dir = await mkdtemp(join(tmpdir(), 'pilothouse-content-'));
  context.after(() => rm(dir, { recursive: true, force: true }));
  const at = layout(dir);
  const logged: unknown[] = [];
  const put = async (path: string, text: string) => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  };
  const blob = async (text: string) => {
    const digest = digestOf(text);
    await put(at.blob(digest.slice('sha256:'.length)), text);
    return { digest, size: Buffer.byteLength(text) };
  };
  return {
    dir,
    blob,
    content: new Content(dir, (event, details) => logged.push(event, details)),
    logged,
    async manifest(repository: string, text: string) {
      const { digest } = await blob(text);
      const hex = digest.slice('sha256:'.length);
      const link = `${repository}/_manifests/revisions/sha256/${hex}/link`;
      await put(join(at.repositories, link), digest);
      return digest;
    },
  };
}

const image = (config: object, ...layers: object[]) =>
  JSON.stringify({
    config: { mediaType: CONFIG_TYPE, ...config },
    layers: layers.map(layer => ({ mediaType: LAYER_TYPE, ...layer })),
  });

test('a manifest that cannot be read is left out and logged', async context => {
  const { blob, content, logged, manifest } = await store(context);
  const good = await manifest('shop/web', image(await blob('{}')));
  const cut = await manifest('shop/web', '{"config":');
  const revisions = await content.revisions('shop/web');
  assert.deepEqual(
    revisions.map(({ digest }) => digest),
    [good],
  );
  const details = { repository: 'shop/web', digest: cut };
  assert.deepEqual(logged, ['unreadable-manifest', details]);
});

const configs: readonly [string, string | undefined, object][] = [
  ['is not there', undefined, {}],
  ['is no JSON', 'not JSON', {}],
  ['is of another kind', '{"os":1}', {}],
  ['is one', '{"os":"linux"}', { os: 'linux' }],
];

for (const [what, text, wanted] of configs) {
  test(`an artifact is described whose configuration ${what}`, async context => {
    const { blob, content, manifest } = await store(context);
    const absent = { digest: digestOf('absent'), size: 6 };
    const config = text === undefined ? absent : await blob(text);
    const digest = await manifest('shop/web', image(config));
    const [revision] = await content.revisions('shop/web');
    assert.ok(revision);
    const view = await artifactView(
      ...([content, project, 'shop/web', revision, true] as const),
    );
    assert.equal(view.digest, digest);
    assert.deepEqual(JSON.parse(JSON.stringify(view.extra_attrs)), wanted);
  });
}

test('what is no digest is no path', async context => {
  const { content, dir } = await store(context);
  await mkdir(join(dir, 'outside'));
  await writeFile(join(dir, 'outside', 'data'), 'not a blob');
  const path = '../../../../outside';
  assert.equal(layout(dir).blob(path), join(dir, 'outside', 'data'));
  for (const digest of [`sha256:${path}`, path, '', digestOf('a').slice(0, 70)])
    assert.equal(await content.blob(digest), undefined, digest);
});

test('a push adds only what the project does not hold', async context => {
  const { blob, content, manifest } = await store(context);
  const config = await blob('{}');
  const [base, mine] = [await blob('the base'), await blob('mine')];
  const first = image(config, base, base);
  const digest = await manifest('shop/web', first);
  const bytes = Buffer.byteLength(first);
  assert.equal(await content.used('shop'), bytes + 2 + 8);
  const sizes = [
    { of: { digest, bytes }, layers: [base], adds: 0 },
    { of: { digest: digestOf('2'), bytes: 7 }, layers: [base], adds: 7 },
    {
      of: { digest: digestOf('3'), bytes: 9 },
      layers: [base, mine, mine],
      adds: 9 + 4,
    },
  ];
  for (const { of, layers, adds } of sizes) {
    const pushed = { ...of, manifest: { config, layers } };
    assert.equal(await content.added('shop', pushed), adds);
  }
  const elsewhere = { digest, bytes, manifest: { config, layers: [base] } };
  assert.equal(await content.added('pay', elsewhere), bytes + 2 + 8);
});
