import { join } from 'node:path';
import { ensureSecret, writeAtomic } from '../../platform/files.ts';
import { applyOwn, applyOwnFiles } from '../../platform/own-manifests.ts';
import { runOwnProgram } from '../../platform/own-program.ts';
import type { Part } from '../../platform/part.ts';
import { partDir, type Platform } from '../../platform/platform.ts';
import { waitUntil } from '../../platform/wait.ts';
import { componentKubeconfig } from '../kube-apiserver/identities.ts';
import { ownImagesDir } from '../node-local/index.ts';
import { REDIS_VERSION } from '../../middleware/redis/redis-programs.ts';
import type { Settings } from './settings.ts';

const NAME = 'service-broker';
/** The node's first pods get higher ones. */
const ADDRESS = '0.3';
const PORT = 8080;
const USERNAME = 'service-catalog';

const settingsFile = (platform: Platform) =>
  join(partDir(platform, NAME), 'settings.json');

async function settingsOf(platform: Platform): Promise<Settings> {
  return {
    kubeconfig: componentKubeconfig(platform, NAME),
    cacheDir: platform.cacheDir,
    imagesDir: ownImagesDir(platform),
    host: `${platform.addresses.podPrefix}.${ADDRESS}`,
    port: PORT,
    username: USERNAME,
    password: await ensureSecret(join(partDir(platform, NAME), 'password')),
  };
}

function urlOf({ addresses }: Platform): string {
  return `http://${addresses.podPrefix}.${ADDRESS}:${PORT}`;
}

/** What tells the Service Catalog of the broker. */
function registration(url: string, { username, password }: Settings) {
  return [
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: NAME, namespace: 'pilothouse' },
      stringData: { username, password },
    },
    {
      apiVersion: 'servicecatalog.k8s.io/v1beta1',
      kind: 'ClusterServiceBroker',
      metadata: { name: 'embedded' },
      spec: {
        url,
        authInfo: {
          basic: { secretRef: { name: NAME, namespace: 'pilothouse' } },
        },
      },
    },
  ];
}

/** A broker of the Open Service Broker API 2.17: the Redis that it gives is the real one. */
export const serviceBroker: Part = {
  name: NAME,
  title: 'Service broker',
  version: `Redis ${REDIS_VERSION}`,
  needs: [
    'service-catalog',
    'kube-controller-manager',
    'kube-scheduler',
    'node-local',
    'network',
  ],
  background: true,
  async configure(platform) {
    await writeAtomic(
      settingsFile(platform),
      JSON.stringify(await settingsOf(platform), undefined, 2),
    );
  },
  async start(platform) {
    await applyOwnFiles(platform, [join(import.meta.dirname, 'rbac.yaml')]);
    const settings = await settingsOf(platform);
    await applyOwn(platform, registration(urlOf(platform), settings));
    await runOwnProgram(platform, {
      name: NAME,
      main: join(import.meta.dirname, 'main.ts'),
      args: [settingsFile(platform)],
      isFrugal: true,
      privateFiles: true,
    });
  },
  async ready(platform, signal) {
    const { username, password } = await settingsOf(platform);
    const pair = Buffer.from(`${username}:${password}`).toString('base64');
    const headers = {
      Authorization: `Basic ${pair}`,
      'X-Broker-API-Version': '2.17',
    };
    const isServed = () =>
      fetch(`${urlOf(platform)}/v2/catalog`, { headers, signal }).then(
        ({ ok }) => ok,
        () => false,
      );
    await waitUntil(isServed, signal);
  },
};
