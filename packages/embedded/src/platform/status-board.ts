import { isDeepStrictEqual } from 'node:util';
import { writeAtomic } from './files.ts';
import type { Part } from './part.ts';
import { adminKubeconfig, logFile, type Platform } from './platform.ts';
import { statusFile, type PartStatus, type Status } from './status.ts';

type Change = Partial<
  Pick<
    PartStatus,
    'state' | 'detail' | 'progress' | 'advice' | 'pid' | 'restarts'
  >
>;

/** Holds the state of every part, writes it to `status.json` and tells the terminal. */
export class StatusBoard {
  readonly #path: string;
  readonly #kubeconfig: string;
  readonly #rows = new Map<string, PartStatus>();
  readonly #listener: (row: PartStatus, changed: boolean) => void;
  #write: Promise<void> = Promise.resolve();
  #dirty = false;

  /** @param kubeconfig - of the person's own clusters, where those are used */
  constructor(
    platform: Platform,
    parts: readonly Part[],
    listener: (row: PartStatus, changed: boolean) => void,
    kubeconfig = adminKubeconfig(platform),
  ) {
    this.#kubeconfig = kubeconfig;
    this.#path = statusFile(platform.stateDir);
    this.#listener = listener;
    const since = new Date().toISOString();
    for (const part of parts) {
      this.#rows.set(part.name, {
        name: part.name,
        title: part.title,
        needs: [...part.needs],
        version: part.version,
        state: 'waiting',
        since,
        address: part.address?.(platform),
        logFile: logFile(platform, part.name),
        restarts: 0,
      });
    }
  }

  /** Changes a part's row; `detail`, `progress` and `advice` are dropped when the state changes. */
  set(name: string, change: Change): void {
    const row = this.#rows.get(name);
    if (!row) return;
    const moved = change.state !== undefined && change.state !== row.state;
    const next: PartStatus = {
      ...row,
      ...(moved && {
        detail: undefined,
        progress: undefined,
        advice: undefined,
        since: new Date().toISOString(),
      }),
      ...change,
    };
    if (isDeepStrictEqual(next, row)) return;
    this.#rows.set(name, next);
    this.#listener(next, moved);
    void this.#save();
  }

  /** Says that the board is still kept, for those who would not believe an old file. */
  touch(): void {
    void this.#save();
  }

  rows(): PartStatus[] {
    return [...this.#rows.values()];
  }

  /** Resolves when the file says what the board says. */
  settled(): Promise<void> {
    return this.#save();
  }

  #save(): Promise<void> {
    if (this.#dirty) return this.#write;
    this.#dirty = true;
    const write = async () => {
      this.#dirty = false;
      const content: Status = {
        updatedAt: new Date().toISOString(),
        kubeconfig: this.#kubeconfig,
        parts: this.rows(),
      };
      await writeAtomic(this.#path, `${JSON.stringify(content, null, 2)}\n`);
    };
    // A full disk must not end the platform; the next change tries again.
    this.#write = this.#write.then(write).catch(error => {
      process.stderr.write(`the status cannot be written: ${String(error)}\n`);
    });
    return this.#write;
  }
}
