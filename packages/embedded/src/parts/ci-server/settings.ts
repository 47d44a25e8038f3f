import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What the CI server is started with. */
const settingsSchema = z.object({
  host: z.string().regex(/^127(\.\d{1,3}){3}$/, 'must be a loopback address'),
  port: z.number().int().min(1).max(65_535),
  /** Holds its jobs, builds, credentials and secrets. */
  stateDir: z.string().startsWith('/'),
  /** Builds that run at the same time. */
  executors: z.number().int().min(1).max(64),
  /** Of jobs that say nothing about it. */
  quietPeriodSeconds: z.number().min(0).max(3600),
  /** Folders with programs that builds use, before those of the machine. */
  programs: z.array(z.string().startsWith('/')),
  /** Variables of every build, beside PATH, HOME and LANG. */
  environment: z.record(z.string(), z.string()),
});

export type Settings = z.infer<typeof settingsSchema>;

/** Files below the state folder of the part; all of them only for their owner. */
export function stateFiles(stateDir: string) {
  return {
    settings: join(stateDir, 'settings.json'),
    apiToken: join(stateDir, 'api-token'),
    password: join(stateDir, 'password'),
    hookSecret: join(stateDir, 'hook-secret'),
    /** HOME of every build. */
    home: join(stateDir, 'home'),
    /** npm's configuration in builds. */
    npmrc: join(stateDir, 'npmrc'),
    /** Links to the programs that builds use. */
    programs: join(stateDir, 'programs'),
  };
}

/** @throws Error naming the file and the first field that is wrong */
export async function readSettings(path: string): Promise<Settings> {
  const result = settingsSchema.safeParse(
    JSON.parse(await readFile(path, 'utf8')),
  );
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new Error(`${path}: ${issue?.path.join('.')}: ${issue?.message}`);
}
