import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { imageLayout, type BaseImage } from './layout.ts';

const image: BaseImage = {
  architecture: 'amd64',
  command: ['node'],
  environment: { NODE_VERSION: '22.1.0' },
  files: { '/etc/b': 'two', '/etc/a': 'one' },
};

async function indexOf(of: BaseImage): Promise<string> {
  const layout = await imageLayout(of);
  return Buffer.from(layout.get('index.json') ?? []).toString();
}

test('every blob lies at its digest', async () => {
  const layout = await imageLayout(image);
  const blobs = [...layout].filter(([path]) => path.startsWith('blobs/'));
  assert.equal(blobs.length, 3);
  for (const [path, content] of blobs) {
    const hex = createHash('sha256').update(content).digest('hex');
    assert.equal(path, `blobs/sha256/${hex}`);
  }
});

test('the same image has the same digest, in whatever order its files are named', async () => {
  const first = await indexOf(image);
  const files = { '/etc/a': 'one', '/etc/b': 'two' };
  assert.equal(await indexOf({ ...image, files }), first);
});

const changes: readonly [string, Partial<BaseImage>][] = [
  ['content', { files: { '/etc/a': 'one', '/etc/b': 'three' } }],
  ['variables', { environment: { NODE_VERSION: '22.2.0' } }],
  ['command', { command: ['npm'] }],
  ['processor', { architecture: 'arm64' }],
];

for (const [what, change] of changes) {
  test(`another ${what} is another image`, async () => {
    const changed = { ...image, ...change };
    assert.notEqual(await indexOf(changed), await indexOf(image));
  });
}
