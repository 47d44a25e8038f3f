import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What the user center is started with; nothing in it is secret. */
export const settingsSchema = z.object({
  host: z.string().regex(/^127(\.\d{1,3}){3}$/, 'must be a loopback address'),
  port: z.number().int().min(0).max(65_535),
  /** Where the portal answers in the browser, without a path. */
  portalUrl: z.url({ protocol: /^https?$/ }),
  /** Where the git server answers in the browser, which signs people in here too. */
  gitUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** Holds its keys, people and sessions. */
  stateDir: z.string().startsWith('/'),
});

export type Settings = z.infer<typeof settingsSchema>;

/** The portal's identifier at the user center. */
export const CLIENT_ID = 'pilothouse';

/** The git server's identifier at the user center, and its path back from there. */
export const GIT_CLIENT_ID = 'git';
export const GIT_CALLBACK_PATH = '/user/oauth2/user-center/callback';

/** Files below the state folder of the part; all of them only for their owner. */
export function stateFiles(stateDir: string) {
  return {
    settings: join(stateDir, 'settings.json'),
    people: join(stateDir, 'people.json'),
    sessions: join(stateDir, 'sessions.sqlite'),
    signingKeys: join(stateDir, 'signing-keys.json'),
    cookieKey: join(stateDir, 'cookie-key'),
    clientSecret: join(stateDir, 'client-secret'),
    gitClientSecret: join(stateDir, 'git-client-secret'),
    scimToken: join(stateDir, 'scim-token'),
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
