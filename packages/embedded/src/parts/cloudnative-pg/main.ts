import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadKubeRest } from '../../kube/load.ts';
import { ensureSecret } from '../../platform/files.ts';
import { ObjectStore } from './backup/object-store.ts';
import { Operator } from './operator.ts';
import { hasPrograms, makeImage } from './image/postgres-image.ts';
import { settingsSchema } from './settings.ts';

const log = (message: string) =>
  console.log(`${new Date().toISOString()} ${message}`);

async function main(settingsPath: string | undefined): Promise<void> {
  if (!settingsPath) throw new Error('usage: main.ts SETTINGS.json');
  const text = await readFile(settingsPath, 'utf8');
  const settings = settingsSchema.parse(JSON.parse(text));
  const store = new ObjectStore({
    ...settings.store,
    dir: join(settings.dir, 'objects'),
    key: await ensureSecret(join(settings.dir, 'store-key')),
  });
  await store.open();
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      stop.abort();
      store.close();
      process.exit(0);
    });
  }
  const operator = new Operator({
    rest: loadKubeRest(settings.kubeconfig),
    store,
    makeImage: tell => makeImage(settings, tell),
    signal: stop.signal,
    log,
  });
  await operator.start(await hasPrograms(settings));
  log('following clusters');
}

main(process.argv[2]).catch((error: unknown) => {
  log(`failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
