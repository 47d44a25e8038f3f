import { watch, type FSWatcher } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { PartsSource } from '@pilothouse/plugin-platform-common';
import {
  ChangeListeners,
  type PlatformParts,
} from '@pilothouse/plugin-platform-node';
import {
  afterReading,
  notYetRead,
  type Believing,
  type FileReading,
} from './status-file';

const recheckMs = 5_000;

/**
 * The embedded platform's parts, as its launcher writes them. The folder is watched, as
 * the file is replaced as a whole; it is also looked at now and then, because a watch can
 * be lost, refused or missing the folder, and because age alone makes a file stale.
 */
export class StatusFileParts implements PlatformParts {
  readonly #believing: Believing;
  readonly #logger: LoggerService;
  readonly #listeners: ChangeListeners;
  readonly #timer: NodeJS.Timeout;
  #source = notYetRead(new Date());
  #watcher?: FSWatcher;
  #reading?: Promise<void>;
  #again = false;
  #closed = false;

  private constructor(believing: Believing, logger: LoggerService) {
    this.#believing = believing;
    this.#logger = logger;
    this.#listeners = new ChangeListeners(error =>
      logger.error(`A listener of the platform's health failed: ${error}`),
    );
    this.#timer = setInterval(() => void this.#look(), recheckMs);
    this.#timer.unref();
  }

  /** Reads the file once and goes on watching it until closed. */
  static async open(
    believing: Believing,
    logger: LoggerService,
  ): Promise<StatusFileParts> {
    const parts = new StatusFileParts(believing, logger);
    await parts.#look();
    return parts;
  }

  snapshot(): PartsSource {
    return this.#source;
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Stops watching; a reading that is under way changes nothing any more. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    this.#watcher?.close();
    this.#watcher = undefined;
  }

  /** Reads again; what is asked for during a reading leads to exactly one more. */
  #look(): Promise<void> {
    if (this.#closed) {
      return Promise.resolve();
    }
    if (this.#reading) {
      this.#again = true;
      return this.#reading;
    }
    this.#reading = this.#readUntilQuiet().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #readUntilQuiet(): Promise<void> {
    do {
      this.#again = false;
      this.#ensureWatched();
      const reading = await readStatusFile(this.#believing.path);
      if (this.#closed) {
        return;
      }
      this.#apply(
        afterReading(this.#source, reading, this.#believing, new Date()),
      );
    } while (this.#again);
  }

  #apply(next: PartsSource): void {
    const before = this.#source;
    if (isDeepStrictEqual(before, next)) {
      return;
    }
    this.#source = next;
    if (
      next.knowledge.kind === 'unknown' &&
      before.knowledge.kind !== 'unknown'
    ) {
      this.#logger.warn(`${next.knowledge.because} (${this.#believing.path})`);
    }
    this.#listeners.notify();
  }

  #ensureWatched(): void {
    if (this.#watcher) {
      return;
    }
    const file = basename(this.#believing.path);
    try {
      const watcher = watch(
        dirname(this.#believing.path),
        { persistent: false },
        (_event, name) => {
          if (name === null || name === file) {
            void this.#look();
          }
        },
      );
      watcher.on('error', () => this.#unwatch(watcher));
      this.#watcher = watcher;
    } catch {
      // The folder is not there yet, or no more watches are to be had: the next look
      // tries again.
    }
  }

  #unwatch(watcher: FSWatcher): void {
    watcher.close();
    if (this.#watcher === watcher) {
      this.#watcher = undefined;
    }
  }
}

async function readStatusFile(path: string): Promise<FileReading> {
  try {
    return { kind: 'text', text: await readFile(path, 'utf8') };
  } catch (error) {
    const code =
      typeof error === 'object' && error !== null && 'code' in error
        ? error.code
        : undefined;
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? { kind: 'missing' }
      : { kind: 'unreadable', because: String(code ?? error) };
  }
}
