import { deploymentsContract } from './deployments/contract';
import { healthContract } from './health/contract';
import { liveContract } from './live/contract';
import { logsContract } from './logs/contract';
import { marketplaceContract } from './marketplace/contract';
import { peopleContract } from './people/contract';
import { pipelinesContract } from './pipelines/contract';
import { servicesContract } from './services/contract';

/** Identifier of the backend plugin that serves the contract, at `/api/platform`. */
export const platformPluginId = 'platform';

/** Everything that the platform backend answers, by capability. */
export const platformContract = {
  deployments: deploymentsContract,
  health: healthContract,
  live: liveContract,
  logs: logsContract,
  marketplace: marketplaceContract,
  people: peopleContract,
  pipelines: pipelinesContract,
  services: servicesContract,
};

/** Type of {@link platformContract}, from which servers and clients are derived. */
export type PlatformContract = typeof platformContract;
