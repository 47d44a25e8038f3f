import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from './files.ts';
import { logFile, type Platform } from './platform.ts';

/** A program built from a tool module: a folder with a `go.mod` and no Go code of ours. */
export interface GoTool {
  /** Folder below `tools/`. */
  readonly module: string;
  /** Main package, as `go build` names it. */
  readonly package: string;
  /** File name of the program. */
  readonly binary: string;
  /** Linker settings (`-X importpath.name=value`) that give the program its version. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Where the built program lies: the folder's name changes with the module's content. */
export async function goToolPath(
  platform: Platform,
  tool: GoTool,
): Promise<string> {
  const dir = moduleDir(platform, tool);
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum'])
    hash.update(await readFile(join(dir, file)));
  hash.update(
    JSON.stringify([process.arch, process.platform, tool.variables ?? {}]),
  );
  const key = hash.digest('hex').slice(0, 16);
  return join(platform.cacheDir, 'tools', `${tool.module}-${key}`, tool.binary);
}

/**
 * Builds a program unless the cache has it.
 *
 * @throws an error that names the log file when the compiler fails
 */
export async function buildGoTool(
  platform: Platform,
  tool: GoTool,
): Promise<void> {
  const path = await goToolPath(platform, tool);
  if (await exists(path)) return;
  await mkdir(join(path, '..'), { recursive: true });
  const draft = `${path}.${process.pid}.partial`;
  const flags = Object.entries(tool.variables ?? {}).map(
    ([k, v]) => `-X ${k}=${v}`,
  );
  try {
    await runGo(
      platform,
      `build-${tool.binary}`,
      [
        'build',
        '-trimpath',
        '-ldflags',
        ['-s', '-w', ...flags].join(' '),
        '-o',
        draft,
        tool.package,
      ],
      moduleDir(platform, tool),
    );
    await rename(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

function moduleDir(platform: Platform, tool: GoTool): string {
  return join(platform.root, 'packages/embedded/tools', tool.module);
}

async function runGo(
  platform: Platform,
  name: string,
  args: string[],
  cwd: string,
): Promise<void> {
  const code = await platform.processes.runToEnd({
    name,
    command: process.env.PILOTHOUSE_GO ?? 'go',
    args,
    cwd,
    env: {
      ...process.env,
      GOFLAGS: '-mod=readonly -buildvcs=false',
      GOWORK: 'off',
      GOTOOLCHAIN: 'local',
    },
  });
  if (code !== 0) {
    throw new Error(
      `go ${
        args[0]
      } ended with code ${code}; the compiler's words are in ${logFile(
        platform,
        name,
      )}. Starting again resumes where it stopped.`,
    );
  }
}
