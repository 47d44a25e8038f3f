import { z } from 'zod';
import { workloadRefSchema } from '../deployments';
import { moment } from '../moment';
import { logMarkSchema } from './position';

/** How far the reader has got with one container: nothing before it is told again. */
export const logPositionSchema = logMarkSchema.extend({
  pod: z.string(),
  /** Uid of the pod, as a StatefulSet gives a new one the old name. */
  uid: z.string(),
  container: z.string(),
});

/** How far the reader has got with one container. */
export type LogPosition = z.infer<typeof logPositionSchema>;

/** Whose log is wanted, and from where on. */
export const tailRequestSchema = z.object({
  target: workloadRefSchema,
  /** Names of pods; all of the workload, also those to come, when left out. */
  pods: z.array(z.string().min(1)).max(100).optional(),
  container: z.string().min(1).optional(),
  /** The run before the last restart; ends by itself. */
  previous: z.boolean().optional(),
  /** Lines of each container to begin with. */
  tailLines: z.number().int().min(1).max(10_000).default(200),
  /** At most a year. */
  sinceSeconds: z.number().int().positive().max(31_536_000).optional(),
  /** Where an earlier connection ended. */
  positions: z.array(logPositionSchema).max(500).optional(),
  /** No connection has come as far as `live` yet: a container without a position is not new. */
  unfinished: z.boolean().optional(),
});

/** Whose log is wanted, and from where on. */
export type TailRequest = z.infer<typeof tailRequestSchema>;

/** Why lines may be missing. That there are too many is none: then less is read at a time. */
export const logGapReasonSchema = z.enum([
  'restarted',
  'reconnected',
  'rotated',
  'unreachable',
  /** What runs in its cluster is not known for now. */
  'cluster-not-known',
  'gone',
]);

/** Why lines may be missing. */
export type LogGapReason = z.infer<typeof logGapReasonSchema>;

/** A container whose lines are told; `index` stands for it in every line. */
export const logSourceSchema = z.object({
  index: z.number().int().nonnegative(),
  pod: z.string(),
  uid: z.string(),
  container: z.string(),
});

/** A container whose lines are told. */
export type LogSource = z.infer<typeof logSourceSchema>;

/** What a tail tells. */
export const logEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('source'), source: logSourceSchema }),
  /**
   * Lines in the order of their times: [source, time, text]. The time is in UTC with
   * nanoseconds; it is empty where the node told none.
   */
  z.object({
    kind: z.literal('lines'),
    lines: z.array(
      z.tuple([z.number().int().nonnegative(), z.string(), z.string()]),
    ),
  }),
  /** Here lines of a source may be missing. */
  z.object({
    kind: z.literal('gap'),
    source: z.number().int().nonnegative(),
    at: moment,
    because: logGapReasonSchema,
    /** Lines that are known to be missing; 0 when it is certain that none is. */
    lines: z.number().int().nonnegative().optional(),
    /** Word by word what was said by whoever could not be reached. */
    detail: z.string().optional(),
  }),
  /** A container has ended; others go on. */
  z.object({
    kind: z.literal('ended'),
    source: z.number().int().nonnegative(),
    at: moment,
    exitCode: z.number().int().optional(),
    reason: z.string().optional(),
  }),
  /**
   * Everything that there was before now has been told, but for what cannot be read for now.
   * `at` is that moment by the portal's clock.
   */
  z.object({ kind: z.literal('live'), at: moment.optional() }),
]);

/** What a tail tells. */
export type LogEvent = z.infer<typeof logEventSchema>;
