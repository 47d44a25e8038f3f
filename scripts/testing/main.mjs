import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { runMain } from '../lib/problem.mjs';
import { ensureBrowser } from './browser.mjs';
import { ensureDirectoryServer } from './directory-server.mjs';
import { closingLine, closingLines, honest, nothing, sum } from './outcome.mjs';
import { startPlatform } from './platform-under-test.mjs';
import {
  checkSource,
  endTests,
  faults,
  inBrowser,
  integration,
  unitInJest,
  unitInNode,
} from './stages.mjs';

const ALL = ['source', 'unit', 'integration', 'browser', 'faults'];
const NEED_PLATFORM = ['integration', 'browser', 'faults'];
const PORT = Number(process.env.PILOTHOUSE_TEST_PORT ?? 17_007);

const say = (/** @type {string} */ text) => {
  process.stdout.write(`\n── ${text}\n`);
};

/**
 * @param {readonly string[]} stages
 * @param {import('./outcome.mjs').Outcome[]} outcomes of the stages that are over
 */
async function main(stages, outcomes) {
  const unknown = stages.find(stage => !ALL.includes(stage));
  if (unknown)
    throw new Error(
      `There is no stage ${unknown}; there are: ${ALL.join(', ')}`,
    );
  const scratch = mkdtempSync(join(tmpdir(), 'pilothouse-test-'));
  const log = join(root, 'node_modules/.cache/platform-under-test.log');
  const needed = stages.some(stage => NEED_PLATFORM.includes(stage));
  const browser = stages.includes('browser') ? await ensureBrowser(say) : '';
  if (needed)
    say(`starting a platform on port ${PORT}; it says how far it is in ${log}`);
  // Building the servers takes most of a first run; the checks go on meanwhile.
  const platform = needed
    ? startPlatform({
        port: PORT,
        stateHome: join(scratch, 'state'),
        env: process.env,
        log,
      })
    : undefined;
  const cleanUp = async () => {
    endTests();
    await platform?.stop();
    rmSync(scratch, { recursive: true, force: true });
  };
  // Ctrl-C comes twice, and the second must not cut the cleaning up short.
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => void cleanUp().then(() => process.exit(1)));
  }
  const stage = async (
    /** @type {string} */ name,
    /** @type {() => Promise<import('./outcome.mjs').Outcome>} */ work,
  ) => {
    if (!stages.includes(name)) return;
    say(name);
    const begun = Date.now();
    const outcome = await work().catch(error => {
      const reason = error instanceof Error ? error.message : String(error);
      process.stderr.write(`${reason}\n`);
      return { ...nothing, failed: 1, failures: [{ test: name, reason }] };
    });
    const minutes = ((Date.now() - begun) / 60_000).toFixed(1);
    say(`${name}: ${closingLine(outcome)}, in ${minutes} min`);
    outcomes.push(outcome);
  };
  try {
    await stage('source', checkSource);
    await stage('unit', async () =>
      sum([await unitInNode(scratch), await unitInJest(scratch)]),
    );
    if (platform) {
      say('waiting for the platform');
      const { stateDir, url } = platform;
      const whole = async () => {
        await platform.complete();
      };
      await stage('integration', async () => {
        await whole();
        return integration(scratch, stateDir, await ensureDirectoryServer(say));
      });
      await stage('browser', async () => {
        await whole();
        return inBrowser(scratch, { url, stateDir, browser });
      });
      await stage('faults', async () => {
        await whole();
        return faults(scratch, stateDir);
      });
    }
  } finally {
    await cleanUp();
  }
  const total = sum(outcomes);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}

const asked = process.argv.slice(2);
/** @type {import('./outcome.mjs').Outcome[]} */
const outcomes = [];
process.once('exit', code => {
  const lines = closingLines(honest(sum(outcomes), code));
  process.stdout.write(`\n${lines.join('\n')}\n`);
});
runMain(() => main(asked.length > 0 ? asked : ALL, outcomes));
