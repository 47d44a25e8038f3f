import { join } from 'node:path';
import { z } from 'zod';
import { readIfExists } from './files.ts';

/** How far a part is. */
const partStateSchema = z.enum([
  'waiting',
  'building',
  'starting',
  'ready',
  'failed',
  'stopped',
]);

/** One part's row in `status.json`, which the portal, the doctor and the tests read. */
const partStatusSchema = z.object({
  name: z.string(),
  title: z.string(),
  /** Names of parts without which it does not work. */
  needs: z.array(z.string()).optional(),
  version: z.string(),
  state: partStateSchema,
  /** When it came into this state, ISO 8601. */
  since: z.string(),
  detail: z.string().optional(),
  /** How far it is in that state, from 0 to 1, where that can be told. */
  progress: z.number().min(0).max(1).optional(),
  address: z.string().optional(),
  logFile: z.string().optional(),
  pid: z.number().optional(),
  restarts: z.number(),
  /** What a person can do about it. */
  advice: z.string().optional(),
});

const statusSchema = z.object({
  /** When the launcher last wrote it, ISO 8601; a file that grows old has no launcher. */
  updatedAt: z.string(),
  /** The kubeconfig in use: the embedded cluster's, or the person's own. */
  kubeconfig: z.string().optional(),
  parts: z.array(partStatusSchema),
});

export type PartStatus = z.infer<typeof partStatusSchema>;
export type Status = z.infer<typeof statusSchema>;

/** The file in which the launcher says how every part is. */
export function statusFile(stateDir: string): string {
  return join(stateDir, 'status.json');
}

/**
 * Reads what the launcher last said.
 *
 * @returns undefined when nothing was ever started on that state folder
 */
export async function readStatus(
  stateDir: string,
): Promise<Status | undefined> {
  const text = await readIfExists(statusFile(stateDir));
  return text === undefined ? undefined : statusSchema.parse(JSON.parse(text));
}
