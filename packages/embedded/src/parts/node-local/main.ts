import { mkdirSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { EventRecorder } from '../../kube/events.ts';
import { loadKubeRest } from '../../kube/load.ts';
import { kubeListWatch } from '../../kube/watch.ts';
import { watchedSet } from '../../kube/watched-set.ts';
import { KUBERNETES_VERSION } from '../kubernetes-tools.ts';
import { NodeAgent } from './agent.ts';
import { folderImages } from './images/folder-images.ts';
import { hostImages } from './images/host-images.ts';
import { ImageStore } from './images/oci/image-store.ts';
import { registryImages } from './images/registry-images.ts';
import { firstOf } from './images/source.ts';
import { kubeAccessReviewer } from './kubelet/kube-access.ts';
import { startKubeletApi } from './kubelet/server.ts';
import { inspectMachine } from './machine.ts';
import { keepRegistered } from './node/registration.ts';
import { ObjectReader } from './objects.ts';
import type { NodeContext } from './pods/context.ts';
import { nodeDirectory } from './pods/directory.ts';
import type { Service } from './pods/service-environment.ts';
import { settingsSchema, type Settings } from './settings.ts';
import { startProvisioner } from './storage/provisioner.ts';
import { UsageSampler } from './usage/sampler.ts';
import { readKernelUnits } from './usage/units.ts';
import { ServiceAccountTokens } from './volumes/tokens.ts';

const SEARCH_PATH = process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin';

function log(message: string): void {
  process.stdout.write(`${new Date().toISOString()} ${message}\n`);
}

async function createContext(settings: Settings, signal: AbortSignal) {
  const rest = await loadKubeRest(settings.kubeconfig);
  const found = await inspectMachine(settings.shim, SEARCH_PATH, settings.dir);
  const machine = {
    ...found,
    namespaces: found.namespaces && settings.namespaces,
  };
  const services = watchedSet<Service>(
    kubeListWatch(rest, '/api/v1/services'),
    {
      signal,
      onFailure: error => log(`services: ${String(error)}`),
    },
  );
  const context: NodeContext = {
    settings,
    machine,
    rest,
    objects: new ObjectReader(rest),
    tokens: new ServiceAccountTokens(rest),
    events: new EventRecorder(rest, {
      component: 'kubelet',
      host: settings.nodeName,
    }),
    images: firstOf([
      registryImages(
        settings.registry,
        new ImageStore(join(settings.dir, 'images')),
        machine.architecture,
      ),
      folderImages(settings.imageDirs),
      hostImages(settings.node, SEARCH_PATH),
    ]),
    usage: new UsageSampler(await readKernelUnits()),
    searchPath: SEARCH_PATH,
    services: () => services.list(),
    log,
  };
  return { context, services };
}

async function serve(settings: Settings, signal: AbortSignal): Promise<void> {
  mkdirSync(settings.dir, { recursive: true, mode: 0o700 });
  const { context, services } = await createContext(settings, signal);
  const agent = new NodeAgent(context, services);
  const { nodeName, addresses } = settings;
  const directory = nodeDirectory(
    nodeName,
    () => agent.workers(),
    context.usage,
  );
  await startKubeletApi({
    directory,
    reviewer: kubeAccessReviewer(context.rest),
    cert: settings.kubeletCert,
    key: settings.kubeletKey,
    clientCa: settings.caFile,
    host: addresses.host,
    port: addresses.kubelet,
    onError: error => log(`kubelet API: ${error.message}`),
  });
  const registered = new Promise<void>(resolve => {
    void keepRegistered(
      context.rest,
      {
        name: nodeName,
        hostname: hostname().toLowerCase(),
        address: addresses.host,
        kubeletPort: addresses.kubelet,
        machine: context.machine,
        version: KUBERNETES_VERSION,
      },
      signal,
      log,
      resolve,
    );
  });
  await registered;
  startProvisioner(context.rest, settings.storageDir, signal, log);
  await agent.start(signal);
  log(
    `node ${nodeName} is ready; mount namespaces: ${context.machine.namespaces}`,
  );
}

const [file] = process.argv.slice(2);
if (!file) {
  throw new Error('usage: main.ts SETTINGS.json');
}
const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    log('the agent ends; the pods go on');
    stop.abort();
    process.exit(0);
  });
}
await serve(
  settingsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))),
  stop.signal,
);
