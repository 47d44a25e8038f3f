import { spawn } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import {
  honest,
  jestOutcome,
  nothing,
  playwrightOutcome,
  sum,
  tapOutcome,
} from './outcome.mjs';

const bin = (/** @type {string} */ name) =>
  join(root, 'node_modules/.bin', name);

/** Checks of the source as it stands; each counts as one test. */
const CHECKS = [
  { name: 'types', command: bin('tsc'), args: [] },
  {
    name: 'types of the embedded platform',
    command: bin('tsc'),
    args: ['-p', 'packages/embedded'],
  },
  {
    name: 'types of the Service Catalog controller',
    command: bin('tsc'),
    args: ['-p', 'packages/service-catalog'],
  },
  {
    name: 'types of the samples',
    command: bin('tsc'),
    args: ['-p', 'packages/embedded/samples'],
  },
  {
    name: 'types of the scripts',
    command: bin('tsc'),
    args: ['-p', 'scripts'],
  },
  {
    name: 'types of the browser tests',
    command: bin('tsc'),
    args: ['-p', 'e2e'],
  },
  {
    name: 'types of the measurements',
    command: bin('tsc'),
    args: ['-p', 'bench'],
  },
  {
    name: 'types of the tests of templates',
    command: bin('tsc'),
    args: ['-p', 'templates'],
  },
  {
    name: 'lint',
    command: bin('eslint'),
    args: ['--max-warnings', '0', '--ext', '.ts,.tsx,.js,.mjs,.cjs', '.'],
  },
  {
    name: 'format',
    command: bin('prettier'),
    args: ['--check', '--loglevel', 'warn', '.'],
  },
  {
    name: 'import directions',
    command: bin('depcruise'),
    args: [
      '--config',
      '.dependency-cruiser.cjs',
      'packages',
      'plugins',
      'e2e',
      'bench',
      'scripts',
      'templates',
    ],
  },
  { name: 'nothing unused', command: bin('knip'), args: ['--no-progress'] },
];

/** @type {import('node:child_process').ChildProcess | undefined} */
let current;

/** Tells the runner that is at work to end; who stops a run does not want its tests to go on. */
export function endTests() {
  current?.kill('SIGTERM');
}

/**
 * Runs a program with its output on this terminal.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env] added to the environment
 * @returns {Promise<number>} its exit code
 */
function run(command, args, env = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  current = child;
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', code => resolve(code ?? 1));
  });
}

/** @returns {Promise<import('./outcome.mjs').Outcome>} */
export async function checkSource() {
  let { passed, failed } = nothing;
  /** @type {import('./outcome.mjs').Failure[]} */
  const failures = [];
  for (const { name, command, args } of CHECKS) {
    const code = await run(command, args);
    process.stdout.write(`${code === 0 ? '✓' : '✕'} ${name}\n`);
    if (code === 0) {
      passed += 1;
    } else {
      failed += 1;
      failures.push({ test: name });
    }
  }
  return { ...nothing, passed, failed, failures };
}

/** Long enough for a test that starts a backend, on a machine that is busy with something else. */
const JEST_TIMEOUT_MS = 90_000;

/** Test files that need more than their own package. */
const NOT_UNIT = '[.](integration|faults)[.]test[.]tsx?$';

/**
 * Tests of the Backstage packages.
 *
 * @param {string} scratch folder for the report
 * @param {string} name of the report
 * @param {readonly string[]} options of Jest
 * @param {NodeJS.ProcessEnv} [env]
 */
async function inJest(scratch, name, options, env = {}) {
  const report = join(scratch, `${name}.json`);
  const code = await run(
    bin('backstage-cli'),
    [
      'repo',
      'test',
      '--ci',
      '--watchAll=false',
      `--testTimeout=${JEST_TIMEOUT_MS}`,
      '--json',
      `--outputFile=${report}`,
      ...options,
    ],
    { CI: 'true', ...env },
  );
  if (!existsSync(report)) return { ...nothing, failed: 1 };
  return honest(jestOutcome(JSON.parse(readFileSync(report, 'utf8'))), code);
}

/** @param {string} scratch folder for the report */
export function unitInJest(scratch) {
  return inJest(scratch, 'jest', [
    '--maxWorkers=2',
    `--testPathIgnorePatterns=${NOT_UNIT}`,
  ]);
}

/**
 * Files that Node.js' own test runner runs.
 *
 * @param {RegExp} kind which of the test files
 */
function nodeTests(kind) {
  return globSync(
    [
      '{packages/{embedded,service-catalog},scripts,bench,e2e}/**/*.test.{ts,mjs}',
      // Not below it: a skeleton's tests run in what is made of it.
      'templates/*.test.ts',
    ],
    { cwd: root },
  )
    .filter(file => !file.includes('node_modules') && kind.test(file))
    .sort();
}

/** No test takes that long; one that hangs fails by its name instead of holding the run. */
const NODE_TIMEOUT_MS = 15 * 60_000;

/**
 * @param {string} scratch
 * @param {string} name of the report
 * @param {readonly string[]} files
 * @param {NodeJS.ProcessEnv} [env]
 * @param {readonly string[]} [options] of the test runner
 */
async function inNode(scratch, name, files, env, options = []) {
  const report = join(scratch, `${name}.tap`);
  const code = await run(
    process.execPath,
    [
      '--test',
      `--test-timeout=${NODE_TIMEOUT_MS}`,
      ...options,
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${report}`,
      ...files,
    ],
    env,
  );
  return existsSync(report)
    ? honest(tapOutcome(readFileSync(report, 'utf8')), code)
    : { ...nothing, failed: 1 };
}

/** @param {string} scratch */
export function unitInNode(scratch) {
  return inNode(
    scratch,
    'unit',
    nodeTests(/(?<![.]integration|[.]faults)[.]test[.](ts|mjs)$/),
    {},
    ['--test-concurrency=2'],
  );
}

/** Installs packages and starts a whole backend, which would make others wait too long. */
const ALONE = 'existing-backstage[.]integration[.]test[.]ts$';

/**
 * Tests against a running platform, with clients that others wrote.
 *
 * @param {string} scratch
 * @param {string} stateDir of the running platform
 * @param {string} [slapd] path of an OpenLDAP server, where there is one
 */
export async function integration(scratch, stateDir, slapd) {
  const env = { PILOTHOUSE_TEST_PLATFORM: stateDir, PILOTHOUSE_SLAPD: slapd };
  const kind = '[.]integration[.]test[.]tsx?$';
  return sum([
    await inNode(scratch, 'integration', nodeTests(new RegExp(kind)), env, [
      '--test-concurrency=2',
    ]),
    await inJest(
      scratch,
      'integration',
      // What follows an option that takes several values would be one of them.
      ['--maxWorkers=2', kind, `--testPathIgnorePatterns=${ALONE}`],
      env,
    ),
    await inJest(scratch, 'existing-backstage', ['--runInBand', ALONE], env),
  ]);
}

/**
 * Tests that kill parts of a running platform, or of one of their own; one after another.
 *
 * @param {string} scratch
 * @param {string} stateDir
 */
export async function faults(scratch, stateDir) {
  const env = { PILOTHOUSE_TEST_PLATFORM: stateDir };
  const kind = '[.]faults[.]test[.]tsx?$';
  return sum([
    await inNode(scratch, 'faults', nodeTests(new RegExp(kind)), env, [
      '--test-concurrency=1',
    ]),
    await inJest(scratch, 'faults', ['--runInBand', kind], env),
  ]);
}

/**
 * Tests in the browser.
 *
 * @param {string} scratch
 * @param {{ url: string, stateDir: string, browser: string }} platform
 */
export async function inBrowser(scratch, { url, stateDir, browser }) {
  const report = join(scratch, 'playwright.json');
  const code = await run(
    bin('playwright'),
    ['test', '--config', 'e2e/playwright.config.ts'],
    {
      PILOTHOUSE_URL: url,
      PILOTHOUSE_TEST_PLATFORM: stateDir,
      PILOTHOUSE_CHROMIUM: browser,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    },
  );
  if (!existsSync(report)) return { ...nothing, failed: 1 };
  return honest(
    playwrightOutcome(JSON.parse(readFileSync(report, 'utf8'))),
    code,
  );
}
