import { fileURLToPath } from 'node:url';
import {
  ensurePrivateDir,
  ensureSecret,
  writeAtomic,
} from '../../platform/files.ts';
import { runOwnProgram } from '../../platform/own-program.ts';
import type { Part } from '../../platform/part.ts';
import { partDir, type Platform } from '../../platform/platform.ts';
import { answersHttp, waitUntil } from '../../platform/wait.ts';
import { ensureBuildEnvironment, linkPrograms } from './build-environment.ts';
import { type Settings, stateFiles } from './settings.ts';

const NAME = 'ci-server';
const EXECUTORS = 2;
const QUIET_PERIOD_SECONDS = 1;

/** What others need to use the CI server. */
export interface CiServerEndpoints {
  /** Without a slash at its end. */
  readonly url: string;
  readonly user: string;
  /** File with the user's API token; it exists once the part is configured. */
  readonly apiTokenFile: string;
  /** Where Gitea's webhooks deliver pushes. */
  readonly hookUrl: string;
  /** File with the secret that signs them. */
  readonly hookSecretFile: string;
}

/** Addresses and secret files of the CI server of one instance. */
export function ciServerEndpoints(platform: Platform): CiServerEndpoints {
  const { host, ciServer: port } = platform.addresses;
  const url = `http://${host}:${port}`;
  const files = stateFiles(partDir(platform, NAME));
  return {
    url,
    user: 'pilothouse',
    apiTokenFile: files.apiToken,
    hookUrl: `${url}/gitea-webhook/post`,
    hookSecretFile: files.hookSecret,
  };
}

/** Makes the secrets that others need, before any of them is started. */
export async function ensureCiServerSecrets(platform: Platform): Promise<void> {
  const { apiToken, hookSecret } = stateFiles(partDir(platform, NAME));
  await ensureSecret(apiToken);
  await ensureSecret(hookSecret);
}

/** Stands in for Jenkins: its REST interface, with pipelines as processes. */
export const ciServer: Part = {
  name: NAME,
  title: 'CI server',
  version: 'Jenkins stand-in',
  needs: [],
  background: true,
  address: platform => ciServerEndpoints(platform).url,
  async configure(platform) {
    const stateDir = partDir(platform, NAME);
    const files = stateFiles(stateDir);
    await ensurePrivateDir(stateDir);
    await ensureCiServerSecrets(platform);
    await linkPrograms(platform, files.programs);
    const { host, ciServer: port } = platform.addresses;
    const settings: Settings = {
      host,
      port,
      stateDir,
      executors: EXECUTORS,
      quietPeriodSeconds: QUIET_PERIOD_SECONDS,
      programs: [files.programs],
      environment: await ensureBuildEnvironment(process.env, files.npmrc),
    };
    await writeAtomic(
      files.settings,
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
  async ready(platform, signal) {
    const url = `${ciServerEndpoints(platform).url}/login`;
    await waitUntil(() => answersHttp(url, signal), signal);
  },
};
