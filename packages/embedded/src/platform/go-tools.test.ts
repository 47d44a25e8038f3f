import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createPlatform } from '../launcher/create-platform.ts';
import { buildGoTool, compilation, type GoTool } from './go-tools.ts';
import type { BuildProgress } from './part.ts';
import type { RunToEnd } from './processes.ts';

const tool: GoTool = {
  module: 'kubernetes',
  package: 'example.com/cmd/server',
  binary: 'server',
  variables: { 'example.com/version.text': 'v1' },
};
const other: GoTool = { ...tool, package: 'example.com/cmd/other' };

/** Builds with a compiler that says what it was asked for, and names a package or two. */
async function buildOf(cacheDir: string) {
  const runs: RunToEnd[] = [];
  const told: BuildProgress[] = [];
  const platform = createPlatform({ port: 18_007, stateDir: cacheDir });
  await buildGoTool(
    {
      ...platform,
      cacheDir,
      processes: {
        run: async () => {},
        end: async () => {},
        state: () => undefined,
        async runToEnd(run) {
          runs.push(run);
          const listing = run.args[0] === 'list';
          (listing ? ['a', 'b'] : ['a']).forEach(line => run.onLine?.(line));
          if (listing) return 0;
          await writeFile(run.args[run.args.indexOf('-o') + 1] ?? '', '');
          return 0;
        },
      },
    },
    tool,
    progress => told.push(progress),
  );
  const [list, build] = runs;
  assert.ok(list && build && runs.length === 2);
  return { list, build, told };
}

test('what is compiled ahead is found by the build proper, and leaves no file', async t => {
  const cacheDir = await mkdtemp(join(tmpdir(), 'go-tools-'));
  t.after(() => rm(cacheDir, { recursive: true, force: true }));
  const { build } = await buildOf(cacheDir);
  const { root } = createPlatform({ port: 18_007, stateDir: cacheDir });
  const ahead = compilation({ root, cacheDir }, [tool, other]);
  // Naming packages changes nothing of what is compiled.
  const naming = build.args.indexOf('-v');
  assert.deepEqual(ahead.args, [
    ...build.args.slice(0, naming),
    tool.package,
    other.package,
  ]);
  assert.equal(ahead.cwd, build.cwd);
  assert.deepEqual(ahead.env, build.env);
});

test('how far it is, is told against all packages of the program', async t => {
  const cacheDir = await mkdtemp(join(tmpdir(), 'go-tools-'));
  t.after(() => rm(cacheDir, { recursive: true, force: true }));
  const { list, build, told } = await buildOf(cacheDir);
  assert.equal(list.args.at(-1), tool.package);
  assert.equal(list.cwd, build.cwd);
  assert.deepEqual(list.env, build.env);
  assert.deepEqual(told, [{ done: 1, total: 2 }]);
});
