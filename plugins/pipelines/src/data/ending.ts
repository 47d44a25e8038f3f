import type { DeployRight } from '@pilothouse/plugin-platform-common';

const dayMs = 24 * 3_600_000;
/** So early somebody is told, as the one who sees it may not be the one who renews. */
const warnedMs = 14 * dayMs;

/** Rights that end soon, and those that have ended. */
export interface Ending {
  readonly ended: readonly DeployRight[];
  readonly soon: readonly DeployRight[];
}

/** Which rights to deploy have ended or are about to. */
export function endingOf(rights: readonly DeployRight[], now: Date): Ending {
  const left = ({ expiresAt }: DeployRight) =>
    Date.parse(expiresAt) - now.getTime();
  return {
    ended: rights.filter(right => left(right) <= 0),
    soon: rights.filter(right => left(right) > 0 && left(right) <= warnedMs),
  };
}
