import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createPlatform } from '../launcher/create-platform.ts';
import { endLeftovers, runningLauncher } from '../launcher/instance.ts';
import { stopDetached } from '../launcher/parts.ts';
import { exists } from '../platform/files.ts';
import { parsePort } from './options.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string' } } });
  const port = parsePort(values.port);
  const platform = createPlatform({ port });
  const { stateDir } = platform;
  const launcher = await runningLauncher(stateDir);
  if (launcher) {
    throw new Error(
      `Pilothouse runs on port ${port} (process ${launcher.pid}). Stop it with Ctrl-C, then reset.`,
    );
  }
  if (!(await exists(stateDir))) {
    process.stdout.write(`There is nothing to clear for port ${port}.\n`);
    return;
  }
  await endLeftovers(stateDir);
  await stopDetached(platform);
  await rm(stateDir, { recursive: true, force: true });
  process.stdout.write(
    `Cleared ${stateDir}. What was built stays in ${platform.cacheDir}.\n`,
  );
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
