import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manifestFor, parseConfiguration, parseManifest } from './documents.ts';

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const descriptor = (letter: string) => ({
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  digest: digest(letter),
  size: 1,
});
const bytes = (value: unknown) =>
  new TextEncoder().encode(
    typeof value === 'string' ? value : JSON.stringify(value),
  );

const manifests = [
  {
    ...descriptor('a'),
    platform: { os: 'linux', architecture: 'arm64', variant: 'v8' },
  },
  {
    ...descriptor('b'),
    platform: { os: 'windows', architecture: 'amd64' },
  },
  { ...descriptor('c'), platform: { os: 'linux', architecture: 'amd64' } },
  {
    ...descriptor('d'),
    platform: { os: 'unknown', architecture: 'unknown' },
  },
];

const chosen: readonly [string, typeof manifests, string | RegExp][] = [
  ['amd64', manifests, digest('c')],
  ['arm64', manifests, digest('a')],
  ['riscv64', manifests, /linux\/arm64, windows\/amd64.*linux\/riscv64/],
  ['amd64', [], /built for no platform/],
];

for (const [architecture, list, expected] of chosen) {
  test(`of ${list.length} platforms, ${architecture}: ${expected}`, () => {
    const choose = () => manifestFor({ manifests: list }, architecture).digest;
    if (typeof expected === 'string') assert.equal(choose(), expected);
    else assert.throws(choose, expected);
  });
}

const wrong: readonly [string, unknown, RegExp][] = [
  ['no JSON', '<html>', /its manifest is not JSON/],
  ['no layers', { config: descriptor('a') }, /manifest is wrong: layers/],
  [
    'a digest that would be a path',
    { config: { ...descriptor('a'), digest: '../../x' }, layers: [] },
    /config\.digest: is not a digest/,
  ],
  ['an index of nothing', { manifests: [{}] }, /index is wrong: manifests\.0/],
];

for (const [what, value, message] of wrong) {
  test(`refused as a manifest: ${what}`, () => {
    assert.throws(() => parseManifest(bytes(value)), message);
  });
}

test('a configuration may leave out all but its layers', () => {
  const empty = { rootfs: { diff_ids: [] }, config: { Entrypoint: null } };
  assert.deepEqual(parseConfiguration(bytes(empty)), empty);
  assert.throws(
    () => parseConfiguration(bytes({ rootfs: { diff_ids: ['x'] } })),
    /configuration is wrong: rootfs\.diff_ids\.0/,
  );
});
