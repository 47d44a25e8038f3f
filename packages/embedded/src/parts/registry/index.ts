import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureSecret, writeAtomic } from '../../platform/files.ts';
import { goToolPath } from '../../platform/go-tools.ts';
import { runOwnProgram } from '../../platform/own-program.ts';
import type { Part } from '../../platform/part.ts';
import type { Platform } from '../../platform/platform.ts';
import { answersHttp, waitUntil } from '../../platform/wait.ts';
import { registryTool } from '../delivery-tools.ts';
import {
  REGISTRY_RIGHTS,
  REGISTRY_USERS,
  registryFiles,
  registryName,
  registryUrl,
} from './access.ts';
import type { Settings } from './harbor/settings.ts';
import { ensureTokenKey } from './store.ts';

const NAME = 'registry';

/** Stands in for Harbor: its API and its tokens, in front of the real registry. */
export const registry: Part = {
  name: NAME,
  title: 'Image registry',
  version: 'Harbor stand-in',
  needs: ['registry-store'],
  background: true,
  address: platform => `http://${registryName(platform)}`,
  async configure(platform) {
    const files = registryFiles(platform);
    await ensureRegistryPasswords(platform);
    await ensureTokenKey(platform);
    await writeClient(platform);
    await writeAtomic(
      files.settings,
      `${JSON.stringify(await settingsOf(platform), undefined, 2)}\n`,
    );
    // Of a version in which the registry itself knew the users.
    await rm(join(files.dir, 'htpasswd'), { force: true });
  },
  async start(platform) {
    await runOwnProgram(platform, {
      name: NAME,
      main: fileURLToPath(new URL('./harbor/main.ts', import.meta.url)),
      args: [registryFiles(platform).settings],
    });
  },
  async ready({ addresses: { host, registry: port } }, signal) {
    const url = `http://${host}:${port}/api/v2.0/ping`;
    await waitUntil(() => answersHttp(url, signal), signal);
  },
};

/** Makes the accounts' passwords, for whoever is configured before the registry. */
export async function ensureRegistryPasswords(
  platform: Platform,
): Promise<void> {
  for (const user of REGISTRY_USERS) {
    await ensureSecret(registryFiles(platform).password(user));
  }
}

/** Lets crane, helm and other clients be the account `ci`. */
async function writeClient(platform: Platform): Promise<void> {
  const files = registryFiles(platform);
  const password = await ensureSecret(files.password('ci'));
  const auth = Buffer.from(`ci:${password}`).toString('base64');
  await writeAtomic(
    join(files.clientConfigDir, 'config.json'),
    JSON.stringify({ auths: { [registryName(platform)]: { auth } } }),
  );
}

async function settingsOf(platform: Platform): Promise<Settings> {
  const files = registryFiles(platform);
  const { host, registry: port, registryStore } = platform.addresses;
  return {
    host,
    port,
    url: registryUrl(platform),
    storeUrl: `http://${host}:${registryStore}`,
    dataDir: files.data,
    program: await goToolPath(platform, registryTool),
    config: files.config,
    stateFile: files.state,
    keyFile: files.tokenKey,
    accounts: REGISTRY_USERS.map(name => ({
      name,
      passwordFile: files.password(name),
      may: REGISTRY_RIGHTS[name],
      makesProjects: name === 'ci',
    })),
  };
}
