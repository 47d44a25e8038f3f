import { stringify } from 'yaml';
import {
  ensurePrivateDir,
  ensureSecret,
  readIfExists,
  writeAtomic,
} from '../../platform/files.ts';
import { buildGoTool, goToolPath } from '../../platform/go-tools.ts';
import type { Part } from '../../platform/part.ts';
import type { Platform } from '../../platform/platform.ts';
import { answersHttp, waitUntil } from '../../platform/wait.ts';
import { REGISTRY_VERSION, registryTool } from '../delivery-tools.ts';
import { registryFiles, registryUrl } from './access.ts';
import { TOKEN_ISSUER, TOKEN_SERVICE } from './harbor/settings.ts';
import { keySetOf, makeKey } from './harbor/signing.ts';

const NAME = 'registry-store';

/** The reference OCI registry: keeps the images, and lets in who has a token for them. */
export const registryStore: Part = {
  name: NAME,
  title: 'Image store',
  version: REGISTRY_VERSION,
  needs: [],
  background: true,
  address: ({ addresses: { host, registryStore: port } }) =>
    `http://${host}:${port}`,
  build: (platform, tell) => buildGoTool(platform, registryTool, tell),
  async configure(platform) {
    const files = registryFiles(platform);
    await ensurePrivateDir(files.data);
    const key = await ensureTokenKey(platform);
    await writeAtomic(files.tokenKeys, keySetOf(key));
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
  async ready({ addresses: { host, registryStore: port } }, signal) {
    // Outside of /v2/ the root answers without credentials.
    const url = `http://${host}:${port}/`;
    await waitUntil(() => answersHttp(url, signal), signal);
  },
};

const making = new Map<string, Promise<string>>();

/** The key that tokens are signed with: made once, then kept. */
export function ensureTokenKey(platform: Platform): Promise<string> {
  const { tokenKey } = registryFiles(platform);
  const made = making.get(tokenKey) ?? keyAt(tokenKey);
  making.set(tokenKey, made);
  return made.finally(() => making.delete(tokenKey));
}

async function keyAt(path: string): Promise<string> {
  const known = await readIfExists(path);
  if (known) return known;
  const key = makeKey();
  await writeAtomic(path, key);
  return key;
}

function configuration(platform: Platform, secret: string) {
  const files = registryFiles(platform);
  const { host, registryStore: port } = platform.addresses;
  return {
    version: 0.1,
    log: { level: 'warn', accesslog: { disabled: true } },
    storage: {
      filesystem: { rootdirectory: files.data },
      delete: { enabled: true },
    },
    // Addresses that it tells are below the one at which it was asked.
    http: { addr: `${host}:${port}`, secret, relativeurls: true },
    auth: {
      token: {
        realm: `${registryUrl(platform)}/service/token`,
        service: TOKEN_SERVICE,
        issuer: TOKEN_ISSUER,
        jwks: files.tokenKeys,
        signingalgorithms: ['ES256'],
      },
    },
  };
}
