import { createHash } from 'node:crypto';
import { glob, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfExists, writeAtomic } from '../../platform/files.ts';
import { logFile, type Platform } from '../../platform/platform.ts';

const SOURCES = [
  'yarn.lock',
  'app-config.yaml',
  'packages/app/package.json',
  'packages/app/{src,public}/**/*',
  'plugins/*/package.json',
  'plugins/*/{src/**/*,config.d.ts}',
];

/**
 * Builds the browser's part of the portal, unless its sources are those of the last build.
 *
 * @throws an error that names the log file
 */
export async function buildApp(platform: Platform): Promise<void> {
  const app = join(platform.root, 'packages/app');
  const stamp = join(app, 'dist/.built-from');
  const wanted = await sourceHash(platform.root);
  if ((await readIfExists(stamp)) === wanted) return;
  await rm(stamp, { force: true });
  await build(platform, app);
  await writeAtomic(stamp, wanted, 0o644);
}

async function sourceHash(root: string): Promise<string> {
  const files: string[] = [];
  for (const pattern of SOURCES) {
    for await (const entry of glob(pattern, {
      cwd: root,
      withFileTypes: true,
    })) {
      if (entry.isFile()) files.push(join(entry.parentPath, entry.name));
    }
  }
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    hash
      .update(file.slice(root.length))
      .update('\0')
      .update(await readFile(file));
  }
  return hash.digest('hex');
}

async function build(platform: Platform, app: string): Promise<void> {
  const name = 'build-app';
  const cli = 'node_modules/@backstage/cli/bin/backstage-cli';
  const code = await platform.processes.runToEnd({
    name,
    command: platform.node,
    args: [join(platform.root, cli), 'package', 'build'],
    cwd: app,
  });
  if (code !== 0) {
    throw new Error(
      `the browser's part could not be built; the output is in ${logFile(
        platform,
        name,
      )}`,
    );
  }
}
