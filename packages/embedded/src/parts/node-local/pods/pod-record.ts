import {
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const schema = z.object({
  namespace: z.string(),
  name: z.string(),
  uid: z.string(),
  ip: z.string(),
  acceptedAt: z.number(),
  failure: z.object({ reason: z.string(), message: z.string() }).optional(),
});

/** What the node keeps of a pod beyond its own life. */
export type PodRecord = z.infer<typeof schema>;

const FILE = 'pod.json';

export function writePodRecord(dir: string, record: PodRecord): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const half = join(dir, `.${FILE}`);
  writeFileSync(half, JSON.stringify(record), { mode: 0o600 });
  renameSync(half, join(dir, FILE));
}

/** The record of a pod's folder; undefined when there is none that can be read. */
export function readPodRecord(dir: string): PodRecord | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(join(dir, FILE), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Folders of all pods that this node has files of. */
export function podDirs(podsDir: string): string[] {
  try {
    return readdirSync(podsDir).map(name => join(podsDir, name));
  } catch {
    return [];
  }
}

/** Names of the containers that left files in a pod's folder. */
export function containerNames(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(entry => entry.name);
}
