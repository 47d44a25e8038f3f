import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createPlatform } from '../launcher/create-platform.ts';
import { buildGoTool, compilation, type GoTool } from './go-tools.ts';
import type { RunToEnd } from './processes.ts';

const tool: GoTool = {
  module: 'kubernetes',
  package: 'example.com/cmd/server',
  binary: 'server',
  variables: { 'example.com/version.text': 'v1' },
};
const other: GoTool = { ...tool, package: 'example.com/cmd/other' };

/** Builds with a compiler that only says what it was asked for. */
async function buildOf(cacheDir: string): Promise<RunToEnd> {
  const runs: RunToEnd[] = [];
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
          await writeFile(run.args[run.args.indexOf('-o') + 1] ?? '', '');
          return 0;
        },
      },
    },
    tool,
  );
  assert.equal(runs.length, 1);
  return runs[0] ?? assert.fail();
}

test('what is compiled ahead is found by the build proper, and leaves no file', async t => {
  const cacheDir = await mkdtemp(join(tmpdir(), 'go-tools-'));
  t.after(() => rm(cacheDir, { recursive: true, force: true }));
  const build = await buildOf(cacheDir);
  const { root } = createPlatform({ port: 18_007, stateDir: cacheDir });
  const ahead = compilation({ root, cacheDir }, [tool, other]);
  const output = build.args.indexOf('-o');
  assert.deepEqual(ahead.args, [
    ...build.args.slice(0, output),
    tool.package,
    other.package,
  ]);
  assert.equal(ahead.cwd, build.cwd);
  assert.deepEqual(ahead.env, build.env);
});
