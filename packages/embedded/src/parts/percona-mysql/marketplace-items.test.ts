import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { mysqlItems } from './marketplace-items.ts';

const noteWith = async (...programs: string[]) => {
  const folder = await mkdtemp(join(tmpdir(), 'path-'));
  for (const name of programs) {
    await writeFile(join(folder, name), '', { mode: 0o755 });
  }
  return mysqlItems(`/nowhere:${folder}`)['percona-mysql'].note;
};

test('who lacks Maven or Java is told before they order', async () => {
  for (const programs of [[], ['mvn'], ['java']]) {
    const { en, zh } = await noteWith(...programs);
    assert.match(en, /Apache Maven on Java 17, which this machine lacks/);
    assert.match(zh, /本机没有/);
  }
  assert.doesNotMatch((await noteWith('mvn', 'java')).en, /lacks/);
});
