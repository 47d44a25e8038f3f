import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { etcdTool, kubernetesTool } from '../parts/kubernetes-tools.ts';
import { exists } from '../platform/files.ts';
import { compilation, goToolPath } from '../platform/go-tools.ts';

const POLITE = 10;
const ASK_MS = 500;

/**
 * Compiles the servers that are needed first while packages are still being installed.
 * Runs without any package, with one core and all priority left to the installation. Go
 * keeps what is compiled in its own cache; whoever started this may end its process group
 * at any moment.
 *
 * Arguments: the checkout and the cache of built programs.
 */
async function main([root, cacheDir]: readonly string[]): Promise<void> {
  if (!root || !cacheDir) throw new Error('usage: compile-ahead ROOT CACHE');
  const cores = availableParallelism() - 1;
  if (cores < 1) return;
  const folders = { root, cacheDir };
  const tools = [etcdTool, kubernetesTool('kube-apiserver')];
  const paths = await Promise.all(tools.map(tool => goToolPath(folders, tool)));
  const built = await Promise.all(paths.map(exists));
  if (built.every(Boolean)) return;
  const run = compilation(folders, tools);
  const go = spawn('nice', ['-n', String(POLITE), run.command, ...run.args], {
    cwd: run.cwd,
    env: { ...run.env, GOMAXPROCS: String(cores) },
    stdio: 'inherit',
  });
  // An interrupt reaches Go as well; this waits until Go has ended.
  process.on('SIGINT', () => {});
  endWithParent();
  go.once('error', () => process.exit(1));
  go.once('exit', code => process.exit(code ?? 1));
}

/** Whoever started this may have been killed; then nobody waits for the compiler. */
function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(-process.pid, 'SIGKILL');
  }, ASK_MS).unref();
}

await main(process.argv.slice(2));
