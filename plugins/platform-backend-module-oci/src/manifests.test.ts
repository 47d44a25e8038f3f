import { sizeOf, manifestSchema } from './manifests';

const digest = `sha256:${'ab'.repeat(32)}`;

it.each<[string, object, number | undefined]>([
  [
    'an image',
    { config: { digest, size: 3 }, layers: [{ digest, size: 40 }] },
    43,
  ],
  ['an image without layers', { config: { digest, size: 3 }, layers: [] }, 3],
  ['an index', { manifests: [{ digest, size: 3 }] }, undefined],
])('knows the size of %s', (_, manifest, parts) => {
  expect(sizeOf(manifestSchema.parse(manifest), 100)).toBe(
    parts === undefined ? undefined : parts + 100,
  );
});
