import { z } from 'zod';

export const projectSchema = z.object({
  project_id: z.number(),
  /** Settings; numbers among them are text. */
  metadata: z.object({ retention_id: z.string().optional() }).nullish(),
});

export const robotsSchema = z.array(
  z.object({ id: z.number(), name: z.string() }),
);

export const madeRobotSchema = robotsSchema.element;

export const repositoriesSchema = z.array(z.object({ name: z.string() }));

const overviewSchema = z.object({
  scan_status: z.string(),
  severity: z.string().optional(),
  summary: z
    .object({ total: z.number().optional(), fixable: z.number().optional() })
    .nullish(),
});

export const artifactSchema = z.object({
  digest: z.string(),
  size: z.number().optional(),
  push_time: z.string().optional(),
  tags: z.array(z.object({ name: z.string() })).nullish(),
  /** By the type of report; a scanner that makes several is not in use. */
  scan_overview: z.record(z.string(), overviewSchema).nullish(),
});

export type HarborArtifact = z.infer<typeof artifactSchema>;
