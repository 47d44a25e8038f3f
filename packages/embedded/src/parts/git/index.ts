import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import {
  ensurePrivateDir,
  ensureSecret,
  writeAtomic,
} from '../../platform/files.ts';
import { buildGoTool, goToolPath, sourcesOf } from '../../platform/go-tools.ts';
import type { Part } from '../../platform/part.ts';
import type { Platform } from '../../platform/platform.ts';
import { answersHttp, waitUntil } from '../../platform/wait.ts';
import { ensureAccounts, ensurePasswords } from './accounts.ts';
import { ensureOrganizations } from './organizations.ts';
import { writePages } from './pages.ts';
import {
  giteaConfig,
  GITEA_VERSION,
  giteaTool,
  gitFiles,
  gitUrl,
  iniText,
} from './settings.ts';
import { setUpGitea } from './setup.ts';

const NAME = 'git';
const downloadSchema = z.object({ Dir: z.string() });
/** What Gitea asks of the secret that signs its tokens. */
const JWT_BYTES = 32;
/** Platforms whose git server has its organizations and accounts. */
const prepared = new WeakSet<Platform>();

/** Gitea: repositories, webhooks and an API, with the people of the user center. */
export const git: Part = {
  name: NAME,
  title: 'Git server',
  version: `Gitea ${GITEA_VERSION}`,
  needs: ['user-center'],
  background: true,
  address: gitUrl,
  build: (platform, tell) => buildGoTool(platform, giteaTool, tell),
  async configure(platform) {
    const files = gitFiles(platform);
    await ensurePrivateDir(files.data);
    await ensureSecret(files.secretKey);
    await ensureSecret(files.internalToken);
    await ensureSecret(files.jwtSecret, JWT_BYTES);
    await ensurePasswords(platform);
    const sources = await moduleFolder(platform);
    await writePages(platform);
    await writeAtomic(files.config, iniText(giteaConfig(platform, sources)));
  },
  async start(platform) {
    await setUpGitea(platform);
    const { dir, config } = gitFiles(platform);
    await platform.processes.run({
      name: NAME,
      privateFiles: true,
      command: await goToolPath(platform, giteaTool),
      args: ['web', '--config', config],
      cwd: dir,
      graceSeconds: 10,
    });
  },
  async ready(platform, signal) {
    const url = `${gitUrl(platform)}/api/healthz`;
    await waitUntil(() => answersHttp(url, signal), signal);
    // It is asked for as long as it runs; once it has them, that is enough.
    if (prepared.has(platform)) return;
    await ensureOrganizations(platform);
    await ensureAccounts(platform);
    prepared.add(platform);
  },
};

/** Where Gitea's module lies, with the templates and translations that it reads. */
async function moduleFolder(platform: Platform): Promise<string> {
  const run = sourcesOf(platform, giteaTool, giteaTool.package);
  const { stdout } = await promisify(execFile)(run.command, run.args, run);
  return downloadSchema.parse(JSON.parse(stdout)).Dir;
}
