import { readFile } from 'node:fs/promises';
import { loadKubeRest } from '../../kube/load.ts';
import {
  hasPrograms,
  makeImage,
} from '../../middleware/image/middleware-image.ts';
import { messageOf } from '../node-local/change-log.ts';
import { Broker } from './broker.ts';
import { redisImage } from './redis-image.ts';
import { brokerServer } from './server.ts';
import { settingsSchema } from './settings.ts';
import { InstanceStore } from './store.ts';

const log = (message: string) =>
  console.log(`${new Date().toISOString()} ${message}`);

async function main(settingsPath: string | undefined): Promise<void> {
  if (!settingsPath) throw new Error('usage: main.ts SETTINGS.json');
  const text = await readFile(settingsPath, 'utf8');
  const settings = settingsSchema.parse(JSON.parse(text));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => process.exit(0));
  }
  const broker = new Broker({
    store: new InstanceStore(loadKubeRest(settings.kubeconfig)),
    makeImage: tell => makeImage(redisImage, settings, tell),
    log,
  });
  if (await hasPrograms(redisImage, settings)) broker.prepare();
  const { host, port } = settings;
  brokerServer(broker, settings, log).listen(port, host, () =>
    log(`listening on ${host}:${port}`),
  );
}

main(process.argv[2]).catch((error: unknown) => {
  log(`failed: ${messageOf(error)}`);
  process.exit(1);
});
