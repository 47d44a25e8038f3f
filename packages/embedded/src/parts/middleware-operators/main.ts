import { readFile } from 'node:fs/promises';
import { loadKubeRest } from '../../kube/load.ts';
import { host } from '../../middleware/operator/hosted.ts';
import { messageOf } from '../node-local/change-log.ts';
import { operators } from './operators.ts';
import { settingsSchema } from './settings.ts';

const log = (message: string) =>
  console.log(`${new Date().toISOString()} ${message}`);

async function main(settingsPath: string | undefined): Promise<void> {
  if (!settingsPath) throw new Error('usage: main.ts SETTINGS.json');
  const text = await readFile(settingsPath, 'utf8');
  const { operators: own, ...shared } = settingsSchema.parse(JSON.parse(text));
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      stop.abort();
      process.exit(0);
    });
  }
  for (const operator of operators) {
    const { name } = operator;
    const settings = own[name];
    if (!settings) throw new Error(`${settingsPath} does not tell of ${name}`);
    const { kubeconfig, dir } = settings;
    void host(operator, {
      rest: loadKubeRest(kubeconfig),
      signal: stop.signal,
      log: message => log(`${name}: ${message}`),
      dir,
      folders: shared,
      podPrefix: shared.podPrefix,
      etcdProgram: shared.etcdProgram,
    });
  }
  log('waiting for orders');
}

main(process.argv[2]).catch((error: unknown) => {
  log(`failed: ${messageOf(error)}`);
  process.exit(1);
});
