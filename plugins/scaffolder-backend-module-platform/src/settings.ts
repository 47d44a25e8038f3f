import { readFile } from 'node:fs/promises';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { ServiceUnavailableError } from '@backstage/errors';
import { productionNames } from '@pilothouse/plugin-platform-common';
import type { ClusterAddress } from '@pilothouse/plugin-platform-node';
import type { ServiceAddress } from './rollout/reach';

/** A user of a server around the portal. */
export interface Login {
  readonly username: string;
  readonly password: string;
}

/** Where a git server tells the CI server of pushes. */
export interface WebhookSettings {
  /** With `{remote}` where the address of the repository belongs. */
  readonly url: string;
  readonly secret?: string;
}

/** What the actions are told by configuration; what is missing is refused when it is needed. */
export interface Settings {
  /** Put before the names of groups, as clusters know them. */
  readonly groupPrefix: string;
  /** References of the platform engineers' groups. */
  readonly engineers: readonly string[];
  /** Of commits that the portal makes; those of the stock actions. */
  readonly commit: {
    readonly message?: string;
    readonly author: { readonly name?: string; readonly email?: string };
  };
  /** Given to the pipelines of all teams, where none has an account of its own. */
  readonly git?: Login;
  /** By whom each team gets an account of its own at a git server. */
  readonly gitAdministrator?: Login & { readonly host: string };
  /** The portal's own login, which may delete. */
  readonly registry?: Login & { readonly host: string };
  /** Given to pipelines. */
  readonly pipelineRegistry?: Login;
  readonly webhook?: WebhookSettings;
  readonly tokenSeconds: number;
  /** Names of the environments on which customers depend. */
  readonly production: readonly string[];
  /** Where services answer, beside public servers at the usual ports. */
  readonly addresses: readonly ServiceAddress[];
  readonly clusters: readonly {
    readonly name: string;
    readonly server: string;
    readonly caFile?: string;
  }[];
}

const daySeconds = 24 * 3600;

/** Reads the configuration of the actions. */
export function readSettings(config: Config): Settings {
  const delivery = config.getOptionalConfig('pilothouse.delivery');
  const git = delivery?.getOptionalConfig('git');
  const administrator = git?.getOptionalConfig('administrator');
  const registry = config.getOptionalConfig('pilothouse.registry');
  const pipelineRegistry = delivery?.getOptionalConfig('registry');
  const webhook = delivery?.getOptionalConfig('webhook');
  const days = delivery?.getOptionalNumber('deployTokenDays') ?? 365;
  return {
    groupPrefix:
      config.getOptionalString('pilothouse.impersonation.groupPrefix') ?? '',
    engineers: (
      config.getOptionalStringArray('pilothouse.platformEngineers.groups') ?? []
    ).map(group =>
      stringifyEntityRef(parseEntityRef(group, { defaultKind: 'group' })),
    ),
    commit: {
      message: config.getOptionalString('scaffolder.defaultCommitMessage'),
      author: {
        name: config.getOptionalString('scaffolder.defaultAuthor.name'),
        email: config.getOptionalString('scaffolder.defaultAuthor.email'),
      },
    },
    ...(git?.has('username') && { git: loginOf(git) }),
    ...(administrator && {
      gitAdministrator: {
        host: administrator.getString('host'),
        ...loginOf(administrator),
      },
    }),
    ...(registry && {
      registry: { host: registry.getString('host'), ...loginOf(registry) },
    }),
    ...(pipelineRegistry && { pipelineRegistry: loginOf(pipelineRegistry) }),
    ...(webhook && {
      webhook: {
        url: webhook.getString('url'),
        secret: webhook.getOptionalString('secret'),
      },
    }),
    tokenSeconds: Math.round(days * daySeconds),
    production:
      config.getOptionalStringArray('pilothouse.environments.production') ??
      productionNames,
    addresses: (delivery?.getOptionalConfigArray('addresses') ?? []).map(
      address => ({
        hostSuffix: address.getString('hostSuffix').toLowerCase(),
        port: address.getOptionalNumber('port'),
      }),
    ),
    clusters: (delivery?.getOptionalConfigArray('clusters') ?? []).map(
      cluster => ({
        name: cluster.getString('name'),
        server: cluster.getString('server'),
        caFile: cluster.getOptionalString('caFile'),
      }),
    ),
  };
}

/**
 * A setting that is needed now.
 *
 * @throws ServiceUnavailableError naming its key
 */
export function needed<T>(setting: T | undefined, key: string): T {
  if (setting === undefined) {
    throw new ServiceUnavailableError(
      `${key} is not configured: a platform engineer can add it to the portal's configuration`,
    );
  }
  return setting;
}

/** Where the CI server reaches a cluster. */
export async function addressForPipelines(
  settings: Settings,
  cluster: string,
  known: ClusterAddress,
): Promise<ClusterAddress> {
  const other = settings.clusters.find(({ name }) => name === cluster);
  if (!other) return known;
  return {
    ...known,
    server: other.server,
    ...(other.caFile && {
      certificateAuthority: await readFile(other.caFile, 'utf8'),
    }),
  };
}

function loginOf(config: Config): Login {
  return {
    username: config.getString('username'),
    password: config.getString('password'),
  };
}

/** Where pushes to a repository are told. It may hold a token. */
export function webhookUrl({ url }: WebhookSettings, remote: string): string {
  return url.replaceAll('{remote}', encodeURIComponent(remote));
}
