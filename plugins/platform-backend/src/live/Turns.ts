const stretchMs = 10;

/**
 * Runs tasks one after the other, for some milliseconds at a stretch, and leaves as long to
 * everything else that the process has to do. Behind one that takes longer the others do not
 * wait for longer.
 */
export class Turns {
  readonly #waiting = new Set<() => void>();
  readonly #now: () => number;
  #scheduled = false;

  /** @param now - milliseconds of a clock that never goes back */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Runs the task when its turn comes; one that waits already waits on. */
  add(task: () => void): void {
    this.#waiting.add(task);
    this.#schedule(0);
  }

  #schedule(afterMs: number) {
    if (!this.#scheduled) {
      this.#scheduled = true;
      setTimeout(() => this.#run(), afterMs);
    }
  }

  #run() {
    const began = this.#now();
    try {
      for (const task of this.#waiting) {
        this.#waiting.delete(task);
        task();
        if (this.#now() - began >= stretchMs) {
          break;
        }
      }
    } finally {
      // A task that throws must not keep the others from their turn.
      this.#scheduled = false;
      if (this.#waiting.size > 0) {
        this.#schedule(Math.min(this.#now() - began, stretchMs));
      }
    }
  }
}
