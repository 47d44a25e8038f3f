import { join } from 'node:path';
import type { Platform } from '../../platform/platform.ts';
import type { Account } from './harbor/principal.ts';

/**
 * The platform's own accounts: the node pulls; `ci` is whoever uses the platform's clients by
 * hand; the portal manages projects, robot accounts and images.
 */
export const REGISTRY_USERS = ['node', 'ci', 'portal'] as const;

export type RegistryUser = (typeof REGISTRY_USERS)[number];

/** What each may. */
export const REGISTRY_RIGHTS = {
  node: 'pull',
  ci: 'push',
  portal: 'everything',
} as const satisfies Record<RegistryUser, Account['may']>;

/** The registry's name in image references: `localhost` lets clients speak plain HTTP. */
export function registryName({
  addresses,
}: Pick<Platform, 'addresses'>): string {
  return `localhost:${addresses.registry}`;
}

/** Where the registry's API is, without a slash at its end. */
export function registryUrl(platform: Pick<Platform, 'addresses'>): string {
  return `http://${registryName(platform)}`;
}

/** Files of the registry; all of them only for their owner. */
export function registryFiles({ stateDir }: Pick<Platform, 'stateDir'>) {
  const dir = join(stateDir, 'registry');
  return {
    dir,
    /** Of the registry that keeps the images. */
    config: join(dir, 'config.yaml'),
    data: join(dir, 'data'),
    httpSecret: join(dir, 'http-secret'),
    /** Of the Harbor stand-in in front of it. */
    settings: join(dir, 'settings.json'),
    state: join(dir, 'harbor.json'),
    /** What tokens are signed with, and what they are checked with. */
    tokenKey: join(dir, 'token-key.json'),
    tokenKeys: join(dir, 'token-keys.json'),
    /** What `DOCKER_CONFIG` is set to for clients that push. */
    clientConfigDir: join(dir, 'client'),
    password: (user: RegistryUser) => join(dir, `${user}-password`),
  };
}

/** What the node needs to pull. */
export function registryForNode(platform: Platform) {
  const { host, registry } = platform.addresses;
  return {
    names: [registryName(platform), `${host}:${registry}`],
    url: `http://${host}:${registry}`,
    username: 'node',
    passwordFile: registryFiles(platform).password('node'),
  };
}

/** Environment with which crane, helm and other clients are the pipeline's user. */
export function registryClientEnvironment(
  platform: Pick<Platform, 'stateDir'>,
) {
  return { DOCKER_CONFIG: registryFiles(platform).clientConfigDir };
}
