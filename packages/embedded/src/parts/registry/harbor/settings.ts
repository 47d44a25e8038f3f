import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What the Harbor stand-in is started with. */
const settingsSchema = z.object({
  host: z.string().regex(/^127(\.\d{1,3}){3}$/, 'must be a loopback address'),
  port: z.number().int().min(1).max(65_535),
  /** Address at which clients reach it, without a slash at its end. */
  url: z.url(),
  /** Address of the registry that keeps the content. */
  storeUrl: z.url(),
  /** Folder with that registry's content. */
  dataDir: z.string().startsWith('/'),
  /** The program of that registry and its configuration, to free space. */
  program: z.string().startsWith('/'),
  config: z.string().startsWith('/'),
  /** Keeps projects and robot accounts. */
  stateFile: z.string().startsWith('/'),
  /** Private key, as a JSON Web Key, that tokens are signed with. */
  keyFile: z.string().startsWith('/'),
  accounts: z.array(
    z.object({
      name: z.string(),
      passwordFile: z.string().startsWith('/'),
      /** `pull` for one that only reads, `push` for one that neither manages nor deletes. */
      may: z.enum(['everything', 'push', 'pull']),
      /** Whether a push of it makes the project that it lacks. */
      makesProjects: z.boolean(),
    }),
  ),
});

export type Settings = z.infer<typeof settingsSchema>;

/** Who signs tokens, and for whom; the registry behind is told the same. */
export const TOKEN_ISSUER = 'pilothouse-harbor-stand-in';
export const TOKEN_SERVICE = 'harbor-registry';

/** Where the registry keeps what repositories hold. */
export function layout(dataDir: string) {
  const root = join(dataDir, 'docker/registry/v2');
  return {
    repositories: join(root, 'repositories'),
    blob: (hex: string) =>
      join(root, 'blobs/sha256', hex.slice(0, 2), hex, 'data'),
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
