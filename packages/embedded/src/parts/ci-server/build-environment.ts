import { rm, symlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import {
  ensurePrivateDir,
  readIfExists,
  writeAtomic,
} from '../../platform/files.ts';
import { goToolPath } from '../../platform/go-tools.ts';
import type { Platform } from '../../platform/platform.ts';
import { craneTool, helmTool } from '../delivery-tools.ts';
import { kubectlPath } from '../kubectl/index.ts';
import { npmrcForBuilds, withoutLogin } from './npmrc.ts';

/** Addresses on the way to package registries; a build gets them without user and password. */
const ADDRESSES = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'http_proxy',
  'https_proxy',
  'npm_config_registry',
  'PIP_INDEX_URL',
  'GOPROXY',
];

/**
 * How else the person who starts the platform reaches package registries. Nothing more of
 * their environment reaches a build: neither a kubeconfig nor a registry's password.
 */
const PLAIN = [
  'NO_PROXY',
  'no_proxy',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_DIR',
  'SSL_CERT_FILE',
  'npm_config_cafile',
  'PIP_CERT',
  'PIP_FIND_LINKS',
  'GOSUMDB',
  'GONOSUMDB',
];

/**
 * Variables of every build, and the npm configuration that they name.
 *
 * @param own - the environment of whoever starts the platform
 * @param npmrc - where the npm configuration of builds is written
 */
export async function ensureBuildEnvironment(
  own: NodeJS.ProcessEnv,
  npmrc: string,
): Promise<Record<string, string>> {
  const home = own.HOME ?? homedir();
  const theirs = own.npm_config_userconfig ?? join(home, '.npmrc');
  const text = (await readIfExists(theirs)) ?? '';
  await writeAtomic(npmrc, npmrcForBuilds(text, own, home));
  return { ...passedOn(own), npm_config_userconfig: npmrc };
}

function passedOn(own: NodeJS.ProcessEnv): Record<string, string> {
  const names = [...ADDRESSES, ...PLAIN];
  const found = names.flatMap(name => {
    const value = own[name];
    const kept =
      value && ADDRESSES.includes(name) ? withoutLogins(value) : value;
    return kept ? [[name, kept] as const] : [];
  });
  return Object.fromEntries(found);
}

/** Go's proxies are a list. */
function withoutLogins(addresses: string): string | undefined {
  const kept = addresses.split(',').map(withoutLogin);
  return kept.includes(undefined) ? undefined : kept.join(',');
}

/**
 * Fills a folder with links to the platform's programs; they may still be to be built.
 *
 * @param go - what the platform was built with; a bare name is on the PATH already
 */
export async function linkPrograms(
  platform: Platform,
  folder: string,
  go = process.env.PILOTHOUSE_GO,
): Promise<void> {
  await ensurePrivateDir(folder);
  const programs = {
    node: platform.node,
    crane: await goToolPath(platform, craneTool),
    helm: await goToolPath(platform, helmTool),
    kubectl: await kubectlPath(platform),
    ...(go && isAbsolute(go) && { go }),
  };
  for (const [name, target] of Object.entries(programs)) {
    const link = join(folder, name);
    await rm(link, { force: true });
    await symlink(target, link);
  }
}
