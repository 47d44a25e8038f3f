import { writeAtomic } from '../../../platform/files.ts';

interface Pending {
  content: string | undefined;
  done: Promise<void>;
}

/**
 * Writes files one after the other; of several contents that wait for the same file only
 * the newest is written.
 */
export class Writes {
  private readonly pending = new Map<string, Pending>();

  /** Resolves when this content, or a newer one, is on the disk. */
  write(path: string, content: string): Promise<void> {
    const known = this.pending.get(path);
    if (known) {
      known.content = content;
      return known.done;
    }
    const entry: Pending = { content, done: Promise.resolve() };
    this.pending.set(path, entry);
    entry.done = this.drain(path, entry);
    return entry.done;
  }

  /** Resolves when nothing waits to be written. */
  async settled(): Promise<void> {
    while (this.pending.size > 0) {
      await Promise.all([...this.pending.values()].map(({ done }) => done));
    }
  }

  private async drain(path: string, entry: Pending): Promise<void> {
    try {
      while (entry.content !== undefined) {
        const { content } = entry;
        entry.content = undefined;
        await writeAtomic(path, content);
      }
    } finally {
      this.pending.delete(path);
    }
  }
}
