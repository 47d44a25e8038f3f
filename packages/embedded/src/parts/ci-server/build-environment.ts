import { rm, symlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ensurePrivateDir } from '../../platform/files.ts';
import { goToolPath } from '../../platform/go-tools.ts';
import type { Platform } from '../../platform/platform.ts';
import { craneTool, helmTool } from '../delivery-tools.ts';
import { kubectlPath } from '../kubectl/index.ts';

/**
 * How the person who starts the platform reaches package registries. Nothing else of their
 * environment reaches a build: neither a kubeconfig nor a registry's password.
 */
const PASSED_ON = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_DIR',
  'SSL_CERT_FILE',
  'npm_config_cafile',
  'npm_config_registry',
];

/** Variables of every build. @param own - the environment of whoever starts the platform */
export function passedOn(own: NodeJS.ProcessEnv): Record<string, string> {
  const found = PASSED_ON.flatMap(name => {
    const value = own[name];
    return value ? [[name, value] as const] : [];
  });
  return {
    ...Object.fromEntries(found),
    // HOME of a build is the CI server's, where npm would look for it.
    npm_config_userconfig:
      own.npm_config_userconfig ?? join(homedir(), '.npmrc'),
  };
}

/** Fills a folder with links to the platform's programs; they may still be to be built. */
export async function linkPrograms(
  platform: Platform,
  folder: string,
): Promise<void> {
  await ensurePrivateDir(folder);
  const programs = {
    node: platform.node,
    crane: await goToolPath(platform, craneTool),
    helm: await goToolPath(platform, helmTool),
    kubectl: await kubectlPath(platform),
  };
  for (const [name, target] of Object.entries(programs)) {
    const link = join(folder, name);
    await rm(link, { force: true });
    await symlink(target, link);
  }
}
