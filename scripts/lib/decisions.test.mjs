import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spaceProblem, stepIn } from './install.mjs';
import { abandonedDrafts } from './into-place.mjs';
import { recentEnough } from './toolchain.mjs';

const GIB = 1024 ** 3;

/** @type {[string | undefined, boolean][]} */
const versions = [
  [undefined, false],
  ['', false],
  ['go1.9.7', false],
  ['go1.25.11', false],
  ['go1.26', true],
  ['go1.26.6', true],
  ['go1.27rc1', true],
  ['go2.0', true],
];

for (const [version, good] of versions) {
  test(`Go ${version} is ${good ? 'recent enough' : 'too old'}`, () => {
    assert.equal(recentEnough(version), good);
  });
}

/** @type {[number, string | undefined][]} */
const disks = [
  [5, undefined],
  [
    4.94,
    'Only 4.9 GiB are free on the disk of /src, 5 are needed for packages. Free some and start again.',
  ],
];

for (const [gib, problem] of disks) {
  test(`${gib} GiB for packages`, () => {
    assert.equal(spaceProblem(gib * GIB, '/src'), problem);
  });
}

/** @type {[string, string][]} */
const steps = [
  ['', 'reading what is needed'],
  ['➤ YN0000: ┌ Resolution step\n', 'reading the lock file'],
  ['┌ Resolution step\n└ Completed\n┌ Fetch step\n', 'fetching'],
  ['┌ Fetch step\n┌ Link step\n', 'unpacking and building native add-ons'],
  ['┌ Unheard step\n', 'reading what is needed'],
];

for (const [text, step] of steps) {
  test(`Yarn says ${JSON.stringify(text)}`, () => {
    assert.equal(stepIn(text), step);
  });
}

test('only drafts of processes that are gone are abandoned', () => {
  const names = ['1.26.6', '1.26.6.10.partial', '1.26.6.20.partial', 'partial'];
  assert.deepEqual(
    abandonedDrafts(names, pid => pid === 10),
    ['1.26.6.20.partial'],
  );
});
