import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

/** How long deletions can be undone. */
export interface GraceSettings {
  readonly graceMs: number;
  /** Environments where instances are deleted at once unless somebody wants it otherwise. */
  readonly immediateIn: readonly string[];
}

const key = 'pilothouse.marketplace.deletion';
const dayMs = 24 * 60 * 60_000;
const mostMs = 90 * dayMs;

/**
 * Reads how long deletions can be undone: a day unless told, and not in `dev`.
 *
 * @throws InputError for a time that is none, or longer than 90 days
 */
export function readGrace(config: Config): GraceSettings {
  const graceMs = config.has(`${key}.grace`)
    ? durationToMilliseconds(
        readDurationFromConfig(config, { key: `${key}.grace` }),
      )
    : dayMs;
  if (!(graceMs > 0 && graceMs <= mostMs)) {
    throw new InputError(
      `${key}.grace: must be longer than nothing and at most 90 days`,
    );
  }
  const immediateIn = config.getOptionalStringArray(`${key}.immediateIn`) ?? [
    'dev',
  ];
  return { graceMs, immediateIn };
}

/**
 * The groups whose direct members are platform engineers, as the portal's policy reads them:
 * nobody asks the policy when the time has come.
 *
 * @returns their full references
 */
export function readEngineerGroups(config: Config): string[] {
  const named =
    config.getOptionalStringArray('pilothouse.platformEngineers.groups') ?? [];
  return named.map(name =>
    stringifyEntityRef(parseEntityRef(name, { defaultKind: 'group' })),
  );
}
