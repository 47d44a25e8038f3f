import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { stringify } from 'yaml';
import type { Entity } from '@backstage/catalog-model';
import { readJson, writeJson } from './json';
import { Said, programEnv } from './run';
import { install, stockBackend } from './stock-backend';

const MODULE = '@pilothouse/plugin-kubernetes-backend-module-watch-cache';
const GRACE_MS = 30_000;

/** The backend of a stock Backstage app, to which our packages were added as the guide says. */
export class StockApp {
  readonly #dir: string;
  readonly #said = new Said();
  #child?: ChildProcess;

  private constructor(dir: string) {
    this.#dir = dir;
  }

  /**
   * @param archives - path of the archive by name of the package
   * @param cacheDir - folder of the project for what is made once per version
   */
  static async with(archives: Record<string, string>, cacheDir: string) {
    const kept = await stockBackend(cacheDir);
    const app = new StockApp(mkdtempSync(`${kept}.used-`));
    try {
      linkAll(kept, app.#dir);
      add(archives, app.#dir);
      await install(app.#dir);
      return app;
    } catch (error) {
      app.#remove();
      throw error;
    }
  }

  /**
   * Starts it as its own `yarn start` does.
   *
   * @param entities - what its catalog has
   * @returns its address, at which it may not listen yet
   */
  async start(
    config: { backend: object; kubernetes: object },
    entities: readonly Entity[],
  ) {
    const port = await freePort();
    const baseUrl = `http://127.0.0.1:${port}`;
    const target = join(this.#dir, 'entities.yaml');
    writeFileSync(target, entities.map(one => stringify(one)).join('---\n'));
    const file = join(this.#dir, 'app-config.test.yaml');
    const all = {
      kubernetes: config.kubernetes,
      backend: {
        ...config.backend,
        baseUrl,
        listen: { host: '127.0.0.1', port },
        lifecycle: { serverShutdownDelay: '0s' },
      },
      catalog: { locations: [{ type: 'file', target }] },
    };
    writeFileSync(file, stringify(all), { mode: 0o600 });
    const cli = join(
      this.#dir,
      'node_modules/@backstage/cli/bin/backstage-cli',
    );
    const configs = [join(this.#dir, 'app-config.yaml'), file];
    const args = configs.flatMap(one => ['--config', one]);
    // Were this process killed, its end of the pipe would close, and the app with it.
    const guarded = '"$@" & cat > /dev/null; kill -9 0';
    const command = [process.execPath, cli, 'package', 'start', ...args];
    const child = spawn('sh', ['-c', guarded, 'sh', ...command], {
      cwd: join(this.#dir, 'packages/backend'),
      env: programEnv({ NODE_ENV: 'development' }),
      detached: true,
      stdio: 'pipe',
    });
    child.stdout.on('data', this.#said.add);
    child.stderr.on('data', this.#said.add);
    this.#child = child;
    return baseUrl;
  }

  /** The end of what it said. */
  readonly log = () => this.#said.toString();

  /** Ends it with all that it started, and removes its folder. */
  async end() {
    const group = this.#child?.pid;
    if (group && !(await ended(group, 'SIGTERM'))) {
      const killed = await ended(group, 'SIGKILL');
      if (!killed) throw new Error(`process group ${group} does not end`);
    }
    this.#remove();
  }

  #remove() {
    rmSync(this.#dir, { recursive: true, force: true });
  }
}

/** @returns whether no process of the group was left within the grace */
async function ended(group: number, signal: NodeJS.Signals) {
  const deadline = Date.now() + GRACE_MS;
  let left = signalled(group, signal);
  while (left && Date.now() < deadline) {
    await pause(100);
    left = signalled(group, 0);
  }
  return !left;
}

/** @returns whether there was a process to signal */
function signalled(group: number, signal: NodeJS.Signals | 0) {
  try {
    return process.kill(-group, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** A copy in a moment: packages are links, and only what Yarn or a test writes is copied. */
function linkAll(from: string, to: string) {
  const packages = 'node_modules';
  cpSync(from, to, {
    recursive: true,
    filter: path => path !== join(from, packages),
  });
  execFileSync('cp', ['-al', join(from, packages), join(to, packages)]);
  const state = join(packages, '.yarn-state.yml');
  rmSync(join(to, state));
  cpSync(join(from, state), join(to, state));
}

/** What the guide says: the dependency, where its packages lie, and one line. */
function add(archives: Record<string, string>, dir: string) {
  const root = join(dir, 'package.json');
  const stock = readJson(root);
  for (const [name, path] of Object.entries(archives)) {
    stock.resolutions[name] = `file:${path}`;
  }
  writeJson(root, stock);
  const manifest = join(dir, 'packages/backend/package.json');
  const backend = readJson(manifest);
  backend.dependencies[MODULE] = '^0.1.0';
  writeJson(manifest, backend);
  const index = join(dir, 'packages/backend/src/index.ts');
  const stockPlugin = `backend.add(import('@backstage/plugin-kubernetes-backend'));\n`;
  const source = readFileSync(index, 'utf8');
  if (!source.includes(stockPlugin)) {
    throw new Error('The stock app no longer adds the stock Kubernetes plugin');
  }
  const ours = `backend.add(import('${MODULE}'));\n`;
  writeFileSync(index, source.replace(stockPlugin, stockPlugin + ours));
}

/**
 * A port below those that the system gives away by itself, so that nobody is given it before
 * the app listens.
 */
async function freePort(): Promise<number> {
  for (let tried = 0; tried < 100; tried += 1) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) return port;
  }
  throw new Error('no free port to be had');
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
