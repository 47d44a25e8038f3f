import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readStatus } from '@pilothouse/embedded/status';
import type { KubeRest } from '@pilothouse/embedded/kube/rest';
import { descendantsOf, memoryOf, processes } from '../measure/memory.ts';
import type { MeasuredPlatform } from '../measure/platform.ts';
import { countIn, countInFiles, formsOf } from './search.ts';

/** Shorter ones may stand anywhere by chance. */
const LEAST_LENGTH = 16;

interface SecretList {
  readonly items: readonly {
    readonly data?: Readonly<Record<string, string>>;
  }[];
}

/** How often credentials stand somewhere. */
export interface Found {
  readonly where: string;
  readonly count: number;
}

/**
 * Looks for credentials in all places in which they do not belong. Each place is also looked
 * through for a text that it must have, so that no search succeeds by finding nothing at all.
 */
export class CredentialSearch {
  readonly #secrets: readonly Buffer[];
  readonly #known: readonly Buffer[];

  private constructor(secrets: readonly string[], known: string) {
    this.#secrets = secrets.flatMap(formsOf);
    this.#known = formsOf(known);
  }

  /**
   * A search for the passwords of all databases.
   *
   * @param known - a text that all places have
   */
  static async of(rest: KubeRest, known: string): Promise<CredentialSearch> {
    const secrets = await passwords(rest);
    if (secrets.length === 0)
      throw new Error('there is no password to look for');
    return new CredentialSearch(secrets, known);
  }

  /** In the memory of the portal's process. */
  async inPortal({ stateDir }: MeasuredPlatform): Promise<Found> {
    const status = await readStatus(stateDir);
    const pid = status?.parts.find(({ name }) => name === 'portal')?.pid;
    if (!pid) throw new Error('the portal has no process');
    return this.#inMemory('memory of the portal', [pid]);
  }

  /** In all that the parts of the platform have written. */
  async inLogs({ stateDir }: MeasuredPlatform): Promise<Found> {
    const entries = await readdir(join(stateDir, 'logs'), {
      recursive: true,
      withFileTypes: true,
    });
    const files = entries
      .filter(entry => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    return this.#found('logs', needles => countInFiles(files, needles));
  }

  /** In a record of answers, on disk. */
  async inRecord(where: string, file: string): Promise<Found> {
    return this.#found(where, needles => countInFiles([file], needles));
  }

  /** In texts, such as what pages show and browsers keep. */
  async inTexts(where: string, texts: readonly string[]): Promise<Found> {
    return this.#found(where, needles =>
      countIn(
        texts.map(text => Buffer.from(text)),
        needles,
      ),
    );
  }

  /** In the memory of the pages of all browsers that this process has started. */
  async inBrowser(): Promise<Found> {
    const pids = descendantsOf(process.pid, await processes())
      .filter(({ command }) => command.includes('--type=renderer'))
      .map(({ pid }) => pid);
    return this.#inMemory('memory of the browser', pids);
  }

  async #inMemory(where: string, pids: readonly number[]): Promise<Found> {
    return this.#found(where, async needles => {
      let count = 0;
      for (const pid of pids) count += await countIn(memoryOf(pid), needles);
      return count;
    });
  }

  async #found(
    where: string,
    counted: (needles: readonly Buffer[]) => Promise<number>,
  ): Promise<Found> {
    if ((await counted(this.#known)) === 0)
      throw new Error(`${where}: not even what must be there was found`);
    return { where, count: await counted(this.#secrets) };
  }
}

/** What is secret of the databases, as it is and as Kubernetes writes it. */
async function passwords(rest: KubeRest): Promise<string[]> {
  const { items } = await rest.json<SecretList>('/api/v1/secrets', {
    query: { labelSelector: 'cnpg.io/cluster' },
  });
  return items
    .flatMap(({ data }) => data?.password ?? [])
    .flatMap(encoded => [encoded, Buffer.from(encoded, 'base64').toString()])
    .filter(({ length }) => length >= LEAST_LENGTH);
}
