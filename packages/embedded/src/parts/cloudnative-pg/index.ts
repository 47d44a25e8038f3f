import type { HostedOperator } from '../../middleware/operator/hosted.ts';
import { POSTGRES_VERSION } from './image/postgres-image.ts';
import { resources } from './model.ts';

/** Stand-in for the operator CloudNativePG: the PostgreSQL that it runs is the real one. */
export const cloudnativePg: HostedOperator = {
  name: 'cloudnative-pg',
  runs: `PostgreSQL ${POSTGRES_VERSION}`,
  folder: import.meta.dirname,
  resources: Object.values(resources),
  start: async context =>
    (await import('./operator.ts')).startOperator(context),
};
