import { logToStdout as log } from '../../platform/log.ts';
import { startUserCenter } from './server.ts';
import { readSettings } from './settings.ts';

const [path] = process.argv.slice(2);

try {
  if (!path)
    throw new Error('Give the path of the settings file as the only argument');
  process.umask(0o077);
  const center = await startUserCenter(await readSettings(path), log);
  log('listening', { issuer: center.issuer });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void center.close());
  }
} catch (error) {
  log('cannot-start', {
    reason: error instanceof Error ? error.message : String(error),
  });
  process.exitCode = 1;
}
