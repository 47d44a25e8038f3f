import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeAtomic } from '../../platform/files.ts';
import { runOwnProgram } from '../../platform/own-program.ts';
import type { Part } from '../../platform/part.ts';
import { partDir, type Platform } from '../../platform/platform.ts';
import { answersHttp, waitUntil } from '../../platform/wait.ts';
import { ensureKeys } from './keys.ts';
import { SCIM_PATH } from './scim/handler.ts';
import {
  CLIENT_ID,
  GIT_CLIENT_ID,
  type Settings,
  stateFiles,
} from './settings.ts';

const NAME = 'user-center';

/** What the portal's configuration needs to use the user center. */
export interface UserCenterEndpoints {
  readonly issuer: string;
  /** OpenID Connect discovery document. */
  readonly discoveryUrl: string;
  readonly clientId: string;
  /** File with the client's secret; it exists once the part is configured. */
  readonly clientSecretFile: string;
  /** The same for the git server. */
  readonly gitClientId: string;
  readonly gitClientSecretFile: string;
  /** Base of SCIM 2.0, without a slash at its end. */
  readonly scimUrl: string;
  /** File with the bearer token for SCIM; it exists once the part is configured. */
  readonly scimTokenFile: string;
  /** RP-initiated logout: where the browser goes to sign out. */
  readonly endSessionUrl: string;
}

/** Addresses and secret files of the user center of one instance. */
export function userCenterEndpoints(platform: Platform): UserCenterEndpoints {
  const issuer = issuerOf(platform);
  const files = stateFiles(partDir(platform, NAME));
  return {
    issuer,
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    clientId: CLIENT_ID,
    clientSecretFile: files.clientSecret,
    gitClientId: GIT_CLIENT_ID,
    gitClientSecretFile: files.gitClientSecret,
    scimUrl: issuer + SCIM_PATH,
    scimTokenFile: files.scimToken,
    endSessionUrl: `${issuer}/session/end`,
  };
}

/** Signs people in by OpenID Connect and tells the catalog about them by SCIM. */
export const userCenter: Part = {
  name: NAME,
  title: 'User center',
  version: providerVersion(),
  needs: [],
  address: issuerOf,
  async configure(platform) {
    const stateDir = partDir(platform, NAME);
    await ensureKeys(stateDir);
    const { host, portal, git, userCenter: port } = platform.addresses;
    const settings: Settings = {
      host,
      port,
      portalUrl: `http://localhost:${portal}`,
      gitUrl: `http://localhost:${git}`,
      stateDir,
    };
    await writeAtomic(
      stateFiles(stateDir).settings,
      `${JSON.stringify(settings, undefined, 2)}\n`,
    );
  },
  async start(platform) {
    await runOwnProgram(platform, {
      name: NAME,
      main: fileURLToPath(new URL('./main.ts', import.meta.url)),
      args: [stateFiles(partDir(platform, NAME)).settings],
    });
  },
  async ready({ addresses: { host, userCenter: port } }, signal) {
    const url = `http://${host}:${port}/healthz`;
    await waitUntil(() => answersHttp(url, signal), signal);
  },
};

function issuerOf({ addresses }: Platform): string {
  return `http://localhost:${addresses.userCenter}`;
}

function providerVersion(): string {
  const entry = createRequire(import.meta.url).resolve('oidc-provider');
  const manifest: unknown = JSON.parse(
    readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8'),
  );
  const version =
    typeof manifest === 'object' &&
    manifest &&
    Reflect.get(manifest, 'version');
  return `oidc-provider ${version}`;
}
