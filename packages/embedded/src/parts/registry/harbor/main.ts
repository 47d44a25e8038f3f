import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { logToStdout as log } from '../../../platform/log.ts';
import { runWithSettings } from '../../../platform/run-with-settings.ts';
import { Content } from './content.ts';
import { carryOutDue } from './retain.ts';
import { createHarborServer } from './server.ts';
import { readSettings, type Settings } from './settings.ts';
import { HarborState } from './state.ts';
import { Sweeper } from './Sweeper.ts';

/** How often is looked for policies of retention whose time has come. */
const RETENTION_CHECK_MS = 60_000;

/** How often is looked whether space can be freed, and how long nobody must have pushed. */
const SWEEP_CHECK_MS = 10_000;
const SWEEP_REST_MS = 60_000;
const SWEEP_PATIENCE_MS = 10 * 60_000;

await runWithSettings(readSettings, serve);

async function serve(settings: Settings): Promise<void> {
  const { host, port, url, storeUrl, dataDir, stateFile, keyFile } = settings;
  const accounts = await Promise.all(
    settings.accounts.map(async ({ passwordFile, ...account }) => ({
      ...account,
      password: (await readFile(passwordFile, 'utf8')).trim(),
    })),
  );
  const content = new Content(dataDir, log);
  const sweeper = new Sweeper({
    async sweep() {
      const { program, config } = settings;
      const args = ['garbage-collect', '--quiet', config];
      await promisify(execFile)(program, args, { timeout: SWEEP_PATIENCE_MS });
      log('swept');
    },
    ...{ now: Date.now, restMs: SWEEP_REST_MS, log },
  });
  const harbor = {
    url,
    storeUrl,
    accounts,
    state: await HarborState.open(stateFile, await content.projects()),
    content,
    key: await readFile(keyFile, 'utf8'),
    log,
    sweeper,
  };
  const http = createHarborServer(harbor);
  http.listen(port, host);
  await once(http, 'listening');
  log('listening', { url });
  setInterval(() => {
    carryOutDue(harbor).catch(error =>
      log('failed', { what: 'retention', error: String(error) }),
    );
  }, RETENTION_CHECK_MS).unref();
  setInterval(() => void sweeper.sweepIfDue(), SWEEP_CHECK_MS).unref();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      http.close();
      http.closeAllConnections();
      process.exit(0);
    });
  }
}
