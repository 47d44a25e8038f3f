import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomic } from '../../../platform/files.ts';
import type { Credential } from '../credential.ts';

const storedSchema = z.object({
  /** Full name of the folder; empty for the server's own. */
  folder: z.string(),
  description: z.string(),
  credential: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('secret-text'),
      id: z.string(),
      secret: z.string(),
    }),
    z.object({
      kind: z.literal('username-password'),
      id: z.string(),
      username: z.string(),
      password: z.string(),
    }),
    z.object({
      kind: z.literal('secret-file'),
      id: z.string(),
      fileName: z.string(),
      /** In base64. */
      content: z.string(),
    }),
  ]),
});

/** A credential as it lies on the disk. */
export type StoredCredential = z.infer<typeof storedSchema>;

/** Credentials of the server and its folders, in files that only their owner reads. */
export class CredentialStore {
  private readonly dir: string;
  private readonly known = new Map<string, StoredCredential>();

  private constructor(dir: string) {
    this.dir = dir;
  }

  static async open(dir: string): Promise<CredentialStore> {
    const store = new CredentialStore(dir);
    const files = await readdir(dir).catch((error: unknown) => {
      if (Reflect.get(Object(error), 'code') === 'ENOENT') return [];
      throw error;
    });
    for (const file of files.filter(name => name.endsWith('.json'))) {
      const text = await readFile(join(dir, file), 'utf8');
      const stored = storedSchema.parse(JSON.parse(text));
      store.known.set(key(stored.folder, stored.credential.id), stored);
    }
    return store;
  }

  /** Those of one folder, without those above it. */
  list(folder: string): StoredCredential[] {
    return [...this.known.values()].filter(each => each.folder === folder);
  }

  get(folder: string, id: string): StoredCredential | undefined {
    return this.known.get(key(folder, id));
  }

  /** Finds what a job may use: its folder's, or that of the nearest folder above. */
  lookup(jobFullName: string, id: string): Credential | undefined {
    const path = jobFullName.split('/');
    for (let length = path.length - 1; length >= 0; length -= 1) {
      const found = this.get(path.slice(0, length).join('/'), id);
      if (found) return toCredential(found);
    }
    return undefined;
  }

  async save(stored: StoredCredential): Promise<void> {
    const { folder, credential } = stored;
    await writeAtomic(
      this.file(folder, credential.id),
      `${JSON.stringify(stored)}\n`,
    );
    this.known.set(key(folder, credential.id), stored);
  }

  async delete(folder: string, id: string): Promise<void> {
    this.known.delete(key(folder, id));
    await rm(this.file(folder, id), { force: true });
  }

  /** Deletes those of a folder that is gone, and of the folders that were in it. */
  async deleteBelow(folder: string): Promise<void> {
    for (const each of [...this.known.values()]) {
      if (each.folder === folder || each.folder.startsWith(`${folder}/`))
        await this.delete(each.folder, each.credential.id);
    }
  }

  private file(folder: string, id: string): string {
    const name = Buffer.from(key(folder, id)).toString('base64url');
    return join(this.dir, `${name}.json`);
  }
}

function toCredential({ credential }: StoredCredential): Credential {
  return credential.kind === 'secret-file'
    ? { ...credential, content: Buffer.from(credential.content, 'base64') }
    : credential;
}

function key(folder: string, id: string): string {
  return `${folder}\n${id}`;
}
