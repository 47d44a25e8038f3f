import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** Where the registry is, and as whom the portal comes. */
export interface RegistryConfig {
  /** Name of the provider. */
  readonly type: string;
  /** As it begins the names of images. */
  readonly host: string;
  readonly username: string;
  readonly password: string;
  /** Images that each repository of a project keeps which the portal makes; all by default. */
  readonly keepImages?: number;
}

const key = 'pilothouse.registry';

/**
 * @returns undefined when there is no registry
 * @throws Error naming the setting that is missing or wrong
 */
export function readRegistryConfig(config: Config): RegistryConfig | undefined {
  const own = config.getOptionalConfig(key);
  if (!own) return undefined;
  const host = own.getString('host');
  if (!/^[^/@\s]+$/.test(host)) {
    throw new InputError(
      `${key}.host must be a name with or without a port, as images begin with it, not ${host}`,
    );
  }
  const keepImages = own.getOptionalNumber('keepImages');
  if (
    keepImages !== undefined &&
    !(Number.isInteger(keepImages) && keepImages > 0)
  ) {
    throw new InputError(
      `${key}.keepImages must be a whole number above 0, not ${keepImages}`,
    );
  }
  return {
    type: own.getOptionalString('type') ?? 'oci',
    host,
    username: own.getString('username'),
    password: own.getString('password'),
    ...(keepImages !== undefined && { keepImages }),
  };
}

/** Address of a registry; as other clients have it, one on this machine speaks plain HTTP. */
export function registryAddress(host: string): string {
  const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(host);
  return `${isLocal ? 'http' : 'https'}://${host}`;
}
