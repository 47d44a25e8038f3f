import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fetchPackage, type RegistryPackage } from './registry-package.ts';

/** A stand-in for Maven that copies a jar for each dependency of the project. */
const MAVEN = `#!/bin/sh
for argument; do
  case "$argument" in -DoutputDirectory=*) into="\${argument#*=}" ;; esac
done
mkdir -p "$into"
cp pom.xml "$into/../asked.xml"
sed -n 's#.*<artifactId>\\([a-z]*\\)</artifactId><version>\\(.*\\)</version></dependency>#\\1 \\2#p' pom.xml |
  while read -r name version; do printf %s "$version" >"$into/$name-$version.jar"; done
`;

const digestOf = (files: Readonly<Record<string, string>>) => {
  const sha = (text: string) => createHash('sha256').update(text).digest('hex');
  const lines = Object.entries(files).map(
    ([name, text]) => `${sha(text)}  ${name}\n`,
  );
  return sha(lines.join(''));
};

const wanted = (digest: string): RegistryPackage => ({
  registry: 'Maven',
  name: 'org.example:server',
  version: '1.2',
  digest,
  size: '7 MB',
  along: ['org.example:log:3'],
});

async function fetched(digest: string): Promise<string> {
  const bin = await mkdtemp(join(tmpdir(), 'mvn-'));
  const folder = await mkdtemp(join(tmpdir(), 'fetched-'));
  await writeFile(join(bin, 'mvn'), MAVEN, { mode: 0o755 });
  const path = process.env.PATH;
  process.env.PATH = `${bin}:${path}`;
  try {
    return await fetchPackage(wanted(digest), folder);
  } finally {
    process.env.PATH = path;
  }
}

const right = digestOf({ 'log-3.jar': '3', 'server-1.2.jar': '1.2' });

test('an artifact is fetched with all that it needs, those that come along first', async () => {
  const folder = await fetched(right);
  assert.deepEqual((await readdir(folder)).sort(), [
    'log-3.jar',
    'server-1.2.jar',
  ]);
  const asked = await readFile(join(folder, '../asked.xml'), 'utf8');
  assert.ok(asked.indexOf('>log<') < asked.indexOf('>server<'));
});

test('a set that is not the one that was looked at is refused', async () => {
  const other = digestOf({ 'log-3.jar': '3', 'server-1.2.jar': '1.3' });
  await assert.rejects(fetched(other), /its digest differs/);
});
