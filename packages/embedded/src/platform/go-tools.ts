import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from './files.ts';
import { GoProgress, listArgs, tagFlags } from './go-progress.ts';
import { intoPlace } from './into-place.ts';
import type { BuildProgress } from './part.ts';
import { logFile, type Platform } from './platform.ts';
import type { RunToEnd } from './processes.ts';

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
  /** Build tags, which choose what is compiled. */
  readonly tags?: readonly string[];
}

/** What can be said of a tool without a platform around it. */
type Folders = Pick<Platform, 'root' | 'cacheDir'>;

/** Where the built program lies: the folder's name changes with the module's content. */
export async function goToolPath(
  platform: Folders,
  tool: GoTool,
): Promise<string> {
  const dir = moduleDir(platform, tool);
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum'])
    hash.update(await readFile(join(dir, file)));
  hash.update(
    JSON.stringify([
      process.arch,
      process.platform,
      tool.variables ?? {},
      // Left out where there are none, so that what is built already keeps its key.
      ...(tool.tags ? [tool.tags] : []),
    ]),
  );
  const key = hash.digest('hex').slice(0, 16);
  return join(platform.cacheDir, 'tools', `${tool.module}-${key}`, tool.binary);
}

/**
 * Builds a program unless the cache has it.
 *
 * @param tell - is told how far the compiler is
 * @throws an error that names the log file when the compiler fails
 */
export async function buildGoTool(
  platform: Platform,
  tool: GoTool,
  tell: (progress: BuildProgress) => void = () => {},
): Promise<void> {
  const path = await goToolPath(platform, tool);
  if (await exists(path)) return;
  const progress = new GoProgress(tell);
  const go = goOf(platform, tool);
  await go(listArgs(tool.package, tool.tags), line => progress.list(line));
  await intoPlace(path, draft =>
    go([...buildFlags(tool), '-v', '-o', draft, tool.package], line =>
      progress.compile(line),
    ),
  );
}

/** One run of the Go command. */
export interface GoRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * The run that compiles what two or more tools of one module consist of, without linking
 * them: it fills Go's own cache, and the build of each is then hardly more than its link.
 * It leaves no file but there.
 */
export function compilation(folders: Folders, tools: readonly GoTool[]): GoRun {
  const [first] = tools;
  if (!first) throw new Error('there is nothing to compile');
  const packages = tools.map(tool => tool.package);
  return goRun([...buildFlags(first), ...packages], moduleDir(folders, first));
}

/**
 * The run that tells where the sources of a tool's module lie, for files that a program
 * reads at run time; it fetches them where Go's cache has been cleared. It prints JSON.
 *
 * @param module - path of the Go module that the program belongs to
 */
export function sourcesOf(
  folders: Folders,
  tool: GoTool,
  module: string,
): GoRun {
  return goRun(['mod', 'download', '-json', module], moduleDir(folders, tool));
}

/** What decides, beside the sources, whether Go finds in its cache what it is to build. */
function buildFlags({ variables = {}, tags = [] }: GoTool): string[] {
  const set = Object.entries(variables).map(([k, v]) => `-X ${k}=${v}`);
  const flags = ['-trimpath', '-ldflags', ['-s', '-w', ...set].join(' ')];
  return ['build', ...tagFlags(tags), ...flags];
}

function goRun(args: readonly string[], cwd: string): GoRun {
  return {
    command: process.env.PILOTHOUSE_GO ?? 'go',
    args,
    cwd,
    env: {
      ...process.env,
      GOFLAGS: '-mod=readonly -buildvcs=false',
      GOWORK: 'off',
      GOTOOLCHAIN: 'local',
    },
  };
}

function moduleDir({ root }: Folders, tool: GoTool): string {
  return join(root, 'packages/embedded/tools', tool.module);
}

/** Runs the Go command for a tool, whose log file gets all that it prints. */
function goOf(platform: Platform, tool: GoTool) {
  const name = `build-${tool.binary}`;
  return async (args: readonly string[], onLine: RunToEnd['onLine']) => {
    const run = goRun(args, moduleDir(platform, tool));
    const code = await platform.processes.runToEnd({ name, ...run, onLine });
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
  };
}
