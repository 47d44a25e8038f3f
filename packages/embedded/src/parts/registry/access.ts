import { join } from 'node:path';
import type { Platform } from '../../platform/platform.ts';

/** Who may use the registry: the node pulls, the pipeline pushes, the portal takes back. */
export const REGISTRY_USERS = ['node', 'ci', 'portal'] as const;

export type RegistryUser = (typeof REGISTRY_USERS)[number];

/** The registry's name in image references: `localhost` lets clients speak plain HTTP. */
export function registryName({
  addresses,
}: Pick<Platform, 'addresses'>): string {
  return `localhost:${addresses.registry}`;
}

/** Files of the registry; all of them only for their owner. */
export function registryFiles({ stateDir }: Pick<Platform, 'stateDir'>) {
  const dir = join(stateDir, 'registry');
  return {
    dir,
    config: join(dir, 'config.yaml'),
    data: join(dir, 'data'),
    users: join(dir, 'htpasswd'),
    httpSecret: join(dir, 'http-secret'),
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
