import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';

type Entry = Readonly<Record<string, unknown>>;

/** A kubeconfig with one cluster and one user for each context, by its name. */
export function kubeconfig(
  contexts: Readonly<
    Record<string, { readonly cluster: Entry; readonly user: Entry }>
  >,
  currentContext?: string,
): string {
  const entries = Object.entries(contexts);
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: entries.map(([name, { cluster }]) => ({ name, cluster })),
    users: entries.map(([name, { user }]) => ({ name, user })),
    contexts: entries.map(([name]) => ({
      name,
      context: { cluster: name, user: name },
    })),
    'current-context': currentContext,
  });
}

/** A folder of its own for the files of one test. */
export class TestFolder {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async create(): Promise<TestFolder> {
    return new TestFolder(await mkdtemp(join(tmpdir(), 'kubeconfig-')));
  }

  /** @returns the file's path */
  async write(name: string, text: string, mode = 0o600): Promise<string> {
    const path = join(this.path, name);
    await writeFile(path, text, { mode });
    return path;
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true });
  }
}
