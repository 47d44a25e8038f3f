import { healthContract } from './health/contract';
import { liveContract } from './live/contract';

/** Identifier of the backend plugin that serves the contract, at `/api/platform`. */
export const platformPluginId = 'platform';

/** Everything that the platform backend answers, by capability. */
export const platformContract = {
  health: healthContract,
  live: liveContract,
};

/** Type of {@link platformContract}, from which servers and clients are derived. */
export type PlatformContract = typeof platformContract;
