import { bytes } from '@pilothouse/plugin-platform-node';
import { digestOf, tagOf, versionOf } from './images';

const hex = 'a'.repeat(64);

it.each([
  ['shop/web:1.4.2', '1.4.2'],
  ['registry.example:5000/shop/web', undefined],
  ['registry.example:5000/shop/web:1', '1'],
  [`shop/web:1@sha256:${hex}`, '1'],
  [`shop/web@sha256:${hex}`, undefined],
])('%s has the tag %s', (image, tag) => {
  expect(tagOf(image)).toBe(tag);
});

it.each([
  [`docker-pullable://shop/web@sha256:${hex}`, `sha256:${hex}`],
  ['', undefined],
  [undefined, undefined],
])('%s has the digest %s', (imageId, digest) => {
  expect(digestOf(imageId)).toBe(digest);
});

it('a version is the label, else the tag of the container that it is about', () => {
  const spec = {
    containers: [
      { name: 'proxy', image: 'p:9' },
      { name: 'app', image: 'a:2' },
    ],
  };
  const annotations = { 'kubectl.kubernetes.io/default-container': 'app' };
  expect(versionOf({ spec, metadata: { annotations } })).toBe('2');
  expect(versionOf({ spec })).toBe('9');
});

it.each([
  ['1.0.0', 'shop/web:1.0.0', '1.0.0'],
  ['1.0.0', 'shop/web:v1.0.0', '1.0.0'],
  ['v1.0.0', 'shop/web:1.0.0', 'v1.0.0'],
  ['1.0.0', 'shop/web', '1.0.0'],
  ['1.0.0', undefined, '1.0.0'],
  ['1.0.0', 'shop/web:1.1.0', '1.0.0 (1.1.0)'],
  ['1.0.0', 'shop/web:1.0.01', '1.0.0 (1.0.01)'],
  ['1.0.0', 'shop/web:v1.0.0-alpine', 'v1.0.0-alpine'],
  ['1.0.0', `shop/web:1.1.0@sha256:${hex}`, '1.0.0 (1.1.0)'],
  ['1.0.0', `shop/web@sha256:${hex}`, '1.0.0 (aaaaaaa)'],
])('labeled %s, %s is of version %s', (label, image, version) => {
  const metadata = { labels: { 'app.kubernetes.io/version': label } };
  const spec = { containers: [{ name: 'app', image }] };
  expect(versionOf({ spec, metadata })).toBe(version);
});

it.each([
  ['64Mi', 67108864],
  ['1G', 1e9],
  ['1.5Gi', 1610612736],
  ['128974848', 128974848],
  ['1e3', 1000],
  ['many', undefined],
  [undefined, undefined],
])('%s is %s bytes', (quantity, expected) => {
  expect(bytes(quantity)).toBe(expected);
});
