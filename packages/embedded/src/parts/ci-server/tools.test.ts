import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ToolLabels } from './tools.ts';

test('programs of a PATH are labels, and what is installed later is found', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'tools-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const install = async (name: string, script: string) => {
    const file = join(folder, name);
    await writeFile(file, `#!/bin/sh\n${script}\n`);
    await chmod(file, 0o755);
  };
  await install('go', '[ "$1" = version ] && echo go version go1.26.3 linux');
  await install(
    'java',
    '[ -z "$JAVA_TOOL_OPTIONS" ] || echo "Picked up $JAVA_TOOL_OPTIONS" >&2; echo \'openjdk version "21" 2023-09-19\' >&2',
  );
  await install('mvn', 'echo "no JAVA_HOME of 17"; exit 1');
  let now = 0;
  const tools = new ToolLabels(
    { PATH: folder, JAVA_TOOL_OPTIONS: '-Xmx512m' },
    () => now,
  );

  assert.deepEqual(await tools.labels(), [
    'tool-git@none',
    'tool-go@1.26.3',
    'tool-java@21',
    'tool-mvn@none',
    'tool-node@none',
    'tool-npm@none',
    'tool-python3@none',
    'tool-python3-venv@none',
  ]);

  await install('mvn', "printf '\\033[1mApache Maven 3.9.6\\033[m\n'");
  now = 59_999;
  assert.ok((await tools.labels()).includes('tool-mvn@none'));
  now = 60_000;
  assert.ok((await tools.labels()).includes('tool-mvn@3.9.6'));
});

test('of a program that cannot be started nothing is said', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'tools-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'go'), 'no program', { mode: 0o644 });

  const labels = await new ToolLabels({ PATH: folder }).labels();
  assert.ok(labels.includes('tool-java@none'));
  assert.deepEqual(
    labels.filter(label => label.startsWith('tool-go')),
    [],
  );
});
