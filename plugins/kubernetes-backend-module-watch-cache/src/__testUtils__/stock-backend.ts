import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { readJson, writeJson } from './json';
import { root, run, yarn } from './run';

const CREATE_APP = '0.9.2';
const UNUSED_MS = 6 * 3_600_000;

/**
 * The backend of what `@backstage/create-app` makes, installed; made once and kept.
 *
 * @param cacheDir - folder of the project for what is made once per version
 * @returns its folder, which is not to be changed
 */
export async function stockBackend(cacheDir: string): Promise<string> {
  const key = createHash('sha256')
    .update([CREATE_APP, process.version, process.arch].join())
    .update(readFileSync(join(root, 'yarn.lock')))
    .digest('hex');
  const dir = join(cacheDir, 'stock-backstage', key.slice(0, 16));
  mkdirSync(dirname(dir), { recursive: true });
  if (existsSync(dir)) utimesSync(dir, new Date(), new Date());
  removeUnused(dirname(dir));
  if (existsSync(dir)) return dir;
  const draft = mkdtempSync(`${dir}.draft-`);
  try {
    const app = join(draft, 'app');
    await create(app, draft);
    leaveBackendAlone(app);
    await install(app);
    keepVersions(app);
    renameSync(app, dir);
  } catch (error) {
    // Another run may have been first.
    if (!existsSync(dir)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return dir;
}

async function create(app: string, draft: string) {
  const empty = join(draft, 'empty');
  mkdirSync(empty);
  writeFileSync(join(empty, 'yarn.lock'), '');
  writeFileSync(join(empty, 'package.json'), '{}');
  const program = `@backstage/create-app@${CREATE_APP}`;
  const args = ['dlx', program, '--skip-install', '--path', app];
  const env = { BACKSTAGE_APP_NAME: 'stock' };
  try {
    await run(yarn, args, { cwd: empty, env });
  } catch (error) {
    throw new Error(
      `The stock Backstage app could not be made: ${program} is fetched from the npm registry that Yarn is set up for. Check that this machine reaches it (npmRegistryServer in ~/.yarnrc.yml, or YARN_NPM_REGISTRY_SERVER) and run the test again.`,
      { cause: error },
    );
  }
}

/**
 * Leaves the pages away, which are most of what would be installed, and takes the versions
 * of this checkout, which are on this machine already.
 */
function leaveBackendAlone(app: string) {
  const file = join(app, 'package.json');
  const stock = readJson(file);
  const own = readJson(join(root, 'package.json'));
  const kept = ['@backstage/cli', '@backstage/cli-defaults', 'typescript'];
  writeJson(file, {
    ...stock,
    devDependencies: Object.fromEntries(
      kept.map(name => [name, stock.devDependencies[name]]),
    ),
    workspaces: ['packages/backend'],
    resolutions: own.resolutions,
    dependenciesMeta: own.dependenciesMeta,
  });
  copyFileSync(join(root, 'yarn.lock'), join(app, 'yarn.lock'));
}

/** Yarn forgets versions that are not needed yet; our packages will need them. */
function keepVersions(app: string) {
  const file = join(app, 'yarn.lock');
  const entries = (path: string) => readFileSync(path, 'utf8').split('\n\n');
  const [head, ...installed] = entries(file);
  const nameOf = (entry: string) => entry.trim().split('\n')[0];
  const known = new Set(installed.map(nameOf));
  const [, ...own] = entries(join(root, 'yarn.lock'));
  const more = own.filter(entry => !known.has(nameOf(entry)));
  const all = [head, ...more, ...installed].map(entry => entry.trimEnd());
  writeFileSync(file, `${all.join('\n\n')}\n`);
}

/** Installs, with the native add-on as this checkout built it: compiling it takes minutes. */
export async function install(app: string) {
  const env = {
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
    YARN_ENABLE_SCRIPTS: 'false',
  };
  await run(yarn, ['install'], { cwd: app, env });
  const addOn = 'node_modules/better-sqlite3/build/Release';
  const built = join(app, addOn);
  if (existsSync(built)) return;
  mkdirSync(built, { recursive: true });
  const name = 'better_sqlite3.node';
  cpSync(join(root, addOn, name), join(built, name));
}

/** What was made for other versions and is used no more; a checkout may still be at them. */
function removeUnused(parent: string) {
  for (const name of readdirSync(parent)) {
    const dir = join(parent, name);
    if (Date.now() - statSync(dir).mtimeMs > UNUSED_MS) {
      rmSync(dir, { recursive: true, force: true });
    }
  }
}
