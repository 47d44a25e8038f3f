import { logToStdout as log } from '../../platform/log.ts';
import { runWithSettings } from '../../platform/run-with-settings.ts';
import { startUserCenter } from './server.ts';
import { readSettings } from './settings.ts';

await runWithSettings(readSettings, async settings => {
  const center = await startUserCenter(settings, log);
  log('listening', { issuer: center.issuer });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void center.close());
  }
});
