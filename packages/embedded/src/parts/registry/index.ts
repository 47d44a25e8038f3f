import { hash } from 'bcryptjs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import {
  ensurePrivateDir,
  ensureSecret,
  writeAtomic,
} from '../../platform/files.ts';
import { buildGoTool, goToolPath } from '../../platform/go-tools.ts';
import type { Part } from '../../platform/part.ts';
import type { Platform } from '../../platform/platform.ts';
import { answersHttp, waitUntil } from '../../platform/wait.ts';
import { REGISTRY_VERSION, registryTool } from '../delivery-tools.ts';
import { REGISTRY_USERS, registryFiles, registryName } from './access.ts';

const NAME = 'registry';
/** The lowest there is, as the registry checks it at each request; the passwords are random. */
const BCRYPT_ROUNDS = 4;

/** The reference OCI registry: holds the images that the pipeline makes and the node runs. */
export const registry: Part = {
  name: NAME,
  title: 'Image registry',
  version: REGISTRY_VERSION,
  needs: [],
  background: true,
  address: platform => `http://${registryName(platform)}`,
  build: (platform, tell) => buildGoTool(platform, registryTool, tell),
  async configure(platform) {
    const files = registryFiles(platform);
    await ensurePrivateDir(files.data);
    await writeUsers(platform);
    const secret = await ensureSecret(files.httpSecret);
    await writeAtomic(files.config, stringify(configuration(platform, secret)));
  },
  async start(platform) {
    await platform.processes.run({
      name: NAME,
      privateFiles: true,
      command: await goToolPath(platform, registryTool),
      args: ['serve', registryFiles(platform).config],
      env: { OTEL_TRACES_EXPORTER: 'none' },
    });
  },
  async ready({ addresses: { host, registry: port } }, signal) {
    // Outside of /v2/ the root answers without credentials.
    const url = `http://${host}:${port}/`;
    await waitUntil(() => answersHttp(url, signal), signal);
  },
};

/** Makes the users' passwords, for whoever is configured before the registry. */
export async function ensureRegistryPasswords(
  platform: Platform,
): Promise<void> {
  for (const user of REGISTRY_USERS) {
    await ensureSecret(registryFiles(platform).password(user));
  }
}

/** Makes the users' passwords, and what the registry and its clients know of them. */
async function writeUsers(platform: Platform): Promise<void> {
  const files = registryFiles(platform);
  const lines = await Promise.all(
    REGISTRY_USERS.map(async user => {
      const password = await ensureSecret(files.password(user));
      return `${user}:${await hash(password, BCRYPT_ROUNDS)}\n`;
    }),
  );
  await writeAtomic(files.users, lines.join(''));
  const password = await ensureSecret(files.password('ci'));
  const auth = Buffer.from(`ci:${password}`).toString('base64');
  await writeAtomic(
    join(files.clientConfigDir, 'config.json'),
    JSON.stringify({ auths: { [registryName(platform)]: { auth } } }),
  );
}

function configuration(platform: Platform, secret: string) {
  const files = registryFiles(platform);
  const { host, registry: port } = platform.addresses;
  return {
    version: 0.1,
    log: { level: 'warn', accesslog: { disabled: true } },
    storage: {
      filesystem: { rootdirectory: files.data },
      delete: { enabled: true },
    },
    http: { addr: `${host}:${port}`, secret },
    auth: { htpasswd: { realm: 'Pilothouse', path: files.users } },
  };
}
