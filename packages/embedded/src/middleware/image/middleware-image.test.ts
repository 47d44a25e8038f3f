import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  readlink,
  writeFile,
} from 'node:fs/promises';
import { arch, tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, test } from 'node:test';
import {
  hasPrograms,
  makeImage,
  type ImageFolders,
  type MiddlewareImage,
} from './middleware-image.ts';
import type { RegistryPackage } from './registry-package.ts';

let folders: ImageFolders;
let steps: string[];

beforeEach(async () => {
  const root = await mkdtemp(join(tmpdir(), 'middleware-image-'));
  folders = { cacheDir: join(root, 'cache'), imagesDir: join(root, 'images') };
  steps = [];
});

const tell = (step: string) => void steps.push(step);
const digestOf = (text: string) =>
  createHash('sha512').update(text).digest('base64');

const wanted: RegistryPackage = {
  registry: 'npm',
  name: 'a-server',
  version: '1.2.3',
  digest: digestOf('programs'),
  size: '7 MB',
};

function imageOf(differing: Partial<RegistryPackage> = {}, processor = arch()) {
  const image: MiddlewareImage = {
    programs: {
      title: 'A server 1.2',
      folder: ['a-server', '1.2.3'],
      packages: { [processor]: { ...wanted, ...differing } },
      async unpack(archive, folder) {
        await writeFile(join(folder, 'server'), await readFile(archive));
      },
    },
    repository: 'example.org/a-server',
    tag: '1.2',
    programsAt: 'opt/bin',
    files: { 'etc/passwd': 'root:x:0:0::/:/bin/sh\n' },
    config: { Entrypoint: ['bin/server'], WorkingDir: '/opt', User: '1:1' },
  };
  return image;
}

/** Puts a stand-in for npm before the machine's own while something runs. */
async function withNpm(script: string, run: () => Promise<unknown>) {
  const bin = await mkdtemp(join(tmpdir(), 'npm-'));
  await writeFile(join(bin, 'npm'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const path = process.env.PATH;
  process.env.PATH = `${bin}:${path}`;
  try {
    await run();
  } finally {
    process.env.PATH = path;
  }
}

const GIVES = 'printf programs > a-server-1.2.3.tgz';

test('programs are fetched once, and the image leads to them', async () => {
  const image = imageOf();
  assert.equal(await hasPrograms(image, folders), false);
  await withNpm(GIVES, () => makeImage(image, folders, tell));
  assert.deepEqual(steps, [
    'Fetching A server 1.2 (npm package a-server@1.2.3, 7 MB)',
    'Unpacking what was fetched',
    'Making the image',
  ]);
  const made = join(folders.imagesDir, 'example.org/a-server/1.2');
  const read = (path: string) => readFile(join(made, path), 'utf8');
  assert.equal(await read('rootfs/opt/bin/server'), 'programs');
  assert.match(await read('rootfs/etc/passwd'), /^root/);
  assert.equal(JSON.parse(await read('image.json')).User, '1:1');
  const cached = await readdir(join(folders.cacheDir, 'a-server/1.2.3'));
  assert.deepEqual(cached, ['server']);

  assert.equal(await hasPrograms(image, folders), true);
  await withNpm('exit 1', () => makeImage(image, folders, tell));
});

test('several keepers make one image at the same time', async () => {
  const present = join(folders.cacheDir, 'server');
  await mkdir(present, { recursive: true });
  const programs = { title: 'A server 1.2', present };
  const image = { ...imageOf(), programs };
  await Promise.all(
    Array.from({ length: 8 }, () => makeImage(image, folders, tell)),
  );
  const made = join(folders.imagesDir, 'example.org/a-server/1.2');
  assert.equal(await readlink(join(made, 'rootfs/opt/bin')), present);
});

const refused = [
  {
    why: 'the registry does not answer',
    npm: 'echo no such host >&2; exit 1',
    image: imageOf(),
    message: /a-server@1\.2\.3 could not be fetched with npm.*no such host/s,
  },
  {
    why: 'the registry gives something else',
    npm: GIVES,
    image: imageOf({ digest: digestOf('another') }),
    message: /another a-server@1\.2\.3 than was published.*npmrc/,
  },
  {
    why: 'there is none for this processor',
    npm: GIVES,
    image: imageOf({}, 'another'),
    message: /no A server 1\.2 for this machine's processor/,
  },
  {
    why: 'what should be here is not',
    npm: GIVES,
    image: {
      ...imageOf(),
      programs: { title: 'A server 1.2', present: '/nowhere' },
    },
    message: /A server 1\.2 is not on this machine yet/,
  },
];

async function isRefused({ npm, image, message }: (typeof refused)[number]) {
  await mkdir(folders.imagesDir, { recursive: true });
  await withNpm(npm, () =>
    assert.rejects(makeImage(image, folders, tell), { message }),
  );
  assert.equal(await hasPrograms(image, folders), false);
  assert.deepEqual(await readdir(folders.imagesDir), []);
}

for (const each of refused) {
  test(`no image is made when ${each.why}`, () => isRefused(each));
}
