import { createKubeRest } from '@pilothouse/embedded/kube/rest';
import { Controller } from './controller.ts';
import { readSettings } from './settings.ts';

const log = (message: string) =>
  console.log(`${new Date().toISOString()} ${message}`);

async function main(): Promise<void> {
  const { access, ...settings } = readSettings(process.env);
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      stop.abort();
      process.exit(0);
    });
  }
  const controller = new Controller({
    rest: createKubeRest(access),
    signal: stop.signal,
    log,
    ...settings,
  });
  await controller.start();
  log('following brokers, instances and bindings');
}

main().catch((error: unknown) => {
  log(`failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
