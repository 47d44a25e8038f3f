import { z } from 'zod';
import { workloadRefSchema } from './schema';

/** Why a person may not do something. */
export const refusalSchema = z.discriminatedUnion('kind', [
  /** The portal gives them no permission for it. */
  z.object({ kind: z.literal('not-permitted') }),
  /** In this environment only these groups may. */
  z.object({
    kind: z.literal('restricted'),
    environment: z.string(),
    groups: z.array(z.string()),
  }),
  /** The cluster does not let them. */
  z.object({ kind: z.literal('cluster'), said: z.string().optional() }),
  /** The cluster could not be asked. */
  z.object({ kind: z.literal('not-known'), because: z.string() }),
  /** Nobody can: a DaemonSet has no replicas. */
  z.object({ kind: z.literal('not-applicable') }),
  /** Nobody can until somebody takes over what was made by hand. */
  z.object({ kind: z.literal('made-by-hand') }),
]);

/** Why a person may not do something. */
export type Refusal = z.infer<typeof refusalSchema>;

/** Whether a person may do something. */
export const abilitySchema = z.discriminatedUnion('allowed', [
  z.object({ allowed: z.literal(true) }),
  z.object({ allowed: z.literal(false), because: refusalSchema }),
]);

/** Whether a person may do something. */
export type Ability = z.infer<typeof abilitySchema>;

/** Which workload is asked about. */
export const abilitiesRequestSchema = z.object({
  target: workloadRefSchema,
});

/** What a person may do to a workload, for pages to offer no more than that. */
export const abilitiesSchema = z.object({
  scale: abilitySchema,
  restart: abilitySchema,
  deletePod: abilitySchema,
  rollBack: abilitySchema,
});

/** What a person may do to a workload. */
export type Abilities = z.infer<typeof abilitiesSchema>;
