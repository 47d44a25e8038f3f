import { z } from 'zod';
import { moment } from '../moment';

/** What a part of the platform may be doing. */
export const partStateSchema = z.enum([
  'waiting',
  'building',
  'starting',
  'ready',
  'failed',
  'stopped',
  'unknown',
]);

/** What a part of the platform is doing. */
export type PartState = z.infer<typeof partStateSchema>;

/** One part of the platform: an API server, a registry, a connected cluster. */
export const platformPartSchema = z.object({
  /** Unique within its source; a DNS label. */
  name: z.string().min(1),
  title: z.string().min(1),
  /** What it is, where that is not said by the title. */
  kind: z.enum(['cluster']).optional(),
  /** Names of parts of the same source without which it does not work. */
  needs: z.array(z.string()).optional(),
  version: z.string().optional(),
  state: partStateSchema,
  /** Since when it is in that state. */
  since: moment,
  /** What it is doing, or what went wrong, in one sentence. */
  detail: z.string().optional(),
  /** How far it is, from 0 to 1, where that can be told. */
  progress: z.number().min(0).max(1).optional(),
  /** Where it answers, for people: a URL or `host:port`. */
  address: z.string().optional(),
  /** How often it was started again. */
  restarts: z.number().int().nonnegative().optional(),
  /** What to do about it. For platform engineers only. */
  advice: z.string().optional(),
  /** Path of its log on the machine that runs it. For platform engineers only. */
  logFile: z.string().optional(),
  /** Process that runs it. For platform engineers only. */
  pid: z.number().int().positive().optional(),
});

/** One part of the platform. */
export type PlatformPart = z.infer<typeof platformPartSchema>;

/** How well a source of parts is known at the moment. */
export const sourceKnowledgeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('current'), observedAt: moment }),
  z.object({
    kind: z.literal('unknown'),
    /** Since when nothing valid was heard. */
    since: moment,
    /** Why, in one sentence with what to do. */
    because: z.string().min(1),
  }),
]);

/** How well a source of parts is known at the moment. */
export type SourceKnowledge = z.infer<typeof sourceKnowledgeSchema>;

/**
 * The parts that one provider tells of. When it is `unknown`, `parts` are what was last
 * heard, each with the state `unknown`.
 */
export const partsSourceSchema = z.object({
  name: z.string().min(1),
  title: z.string().min(1),
  knowledge: sourceKnowledgeSchema,
  parts: z.array(platformPartSchema),
});

/** The parts that one provider tells of. */
export type PartsSource = z.infer<typeof partsSourceSchema>;

/** All that is known of the platform's own health. */
export const platformHealthSchema = z.object({
  sources: z.array(partsSourceSchema),
});

/** All that is known of the platform's own health. */
export type PlatformHealth = z.infer<typeof platformHealthSchema>;
