import type { z } from 'zod';
import { deploymentsQueries } from '../deployments/contract';
import { healthQueries } from '../health/contract';
import { marketplaceQueries } from '../marketplace/contract';
import { pipelinesQueries } from '../pipelines/contract';
import { servicesQueries } from '../services/contract';

/** Everything that can be looked at live, by name: `<capability>.<view>`. */
export const liveQueries = {
  ...deploymentsQueries,
  ...healthQueries,
  ...marketplaceQueries,
  ...pipelinesQueries,
  ...servicesQueries,
};

/** Type of {@link liveQueries}. */
export type LiveQueries = typeof liveQueries;

/** Name of something that can be looked at live. */
export type LiveQueryName = keyof LiveQueries;

/** What is asked for. */
export type LiveInput<N extends LiveQueryName> = z.infer<
  LiveQueries[N]['input']
>;

/** What is told. */
export type LiveOutput<N extends LiveQueryName> = z.infer<
  LiveQueries[N]['output']
>;
