import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { kubeAccess } from '../../kube/load.ts';
import { createKubeRest, type KubeRest } from '../../kube/rest.ts';
import { Network } from './network.ts';
import { networkSettingsSchema } from './settings.ts';

const KUBECONFIG_PAUSE_MS = 300;

const log = (message: string) =>
  console.log(`${new Date().toISOString()} ${message}`);

/** Waits for the kubeconfig: it is written while this process already answers. */
async function clientFor(kubeconfig: string): Promise<KubeRest> {
  for (let told = ''; ; ) {
    try {
      return createKubeRest(kubeAccess(kubeconfig));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (message !== told) log(`waiting for ${kubeconfig}: ${message}`);
      told = message;
      await sleep(KUBECONFIG_PAUSE_MS);
    }
  }
}

async function main(settingsPath: string | undefined): Promise<void> {
  if (!settingsPath) throw new Error('usage: main.ts SETTINGS.json');
  const text = await readFile(settingsPath, 'utf8');
  const settings = networkSettingsSchema.parse(JSON.parse(text));
  const network = new Network(settings, log);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      network.close();
      process.exit(0);
    });
  }
  await network.open();
  log('answering');
  network.follow({
    network: await clientFor(settings.kubeconfigs.network),
    ingress: await clientFor(settings.kubeconfigs.ingress),
  });
}

main(process.argv[2]).catch((error: unknown) => {
  log(`failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
