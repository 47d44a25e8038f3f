import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  goCaches,
  memoryProblem,
  spaceNeeds,
  spaceProblem,
  type Disk,
  type Made,
} from './capacity.ts';

const GIB = 1024 ** 3;

const totals: readonly [Made, Made, number][] = [
  ['not begun', 'not begun', 12],
  ['begun', 'not begun', 9],
  ['made', 'not begun', 8],
  ['made', 'begun', 2.75],
  ['not begun', 'made', 5],
  ['made', 'made', 1],
];

for (const [packages, servers, total] of totals) {
  test(`packages ${packages}, servers ${servers}: ${total} GiB`, () => {
    const needs = spaceNeeds({
      root: '/src',
      cacheDir: '/cache',
      stateDir: '/state',
      goCache: '/go-build',
      goModules: '/mod',
      packages,
      servers,
    });
    assert.equal(
      needs.reduce((sum, { gib }) => sum + gib, 0),
      total,
    );
  });
}

const disk = (dir: string, free: number, needed: number): Disk => ({
  dirs: [dir, `${dir}/cache`],
  free: free * GIB,
  needed,
});

const disks: readonly [readonly Disk[], string?][] = [
  [[]],
  [[disk('/a', 12, 12)]],
  [
    [disk('/a', 20, 12), disk('/b', 1.94, 2)],
    'Only 1.9 GiB are free on the disk of /b, /b/cache, 2 are needed. Free some and start again.',
  ],
];

for (const [given, expected] of disks) {
  test(`disks: ${expected ?? `${given.length} that suffice`}`, () => {
    assert.equal(spaceProblem(given), expected);
  });
}

const memories: readonly [number, string?][] = [
  [3],
  [
    2.5,
    'Only 2.5 GiB of memory are free, 3 are needed. Close other programs and start again.',
  ],
];

for (const [gib, expected] of memories) {
  test(`memory: ${gib} GiB`, () => {
    assert.equal(memoryProblem(gib * GIB), expected);
  });
}

const caches: readonly [NodeJS.ProcessEnv, RegExp, RegExp][] = [
  [{}, /\/[.]cache\/go-build$/, /\/go\/pkg\/mod$/],
  [{ XDG_CACHE_HOME: '/x' }, /^\/x\/go-build$/, /\/go\/pkg\/mod$/],
  [{ GOPATH: '/p:/q' }, /go-build$/, /^\/p\/pkg\/mod$/],
  [{ GOCACHE: '/c', GOMODCACHE: '/m' }, /^\/c$/, /^\/m$/],
];

for (const [env, cache, modules] of caches) {
  test(`caches of Go with ${JSON.stringify(env)}`, () => {
    const { goCache, goModules } = goCaches(env);
    assert.match(goCache, cache);
    assert.match(goModules, modules);
  });
}
