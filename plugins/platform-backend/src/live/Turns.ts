const stretchMs = 10;

/**
 * Runs tasks one after the other, for some milliseconds at a stretch, and leaves as long to
 * everything else that the process has to do.
 */
export class Turns {
  readonly #waiting = new Set<() => void>();
  #scheduled = false;

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
    const end = performance.now() + stretchMs;
    for (const task of this.#waiting) {
      this.#waiting.delete(task);
      task();
      if (performance.now() >= end) {
        break;
      }
    }
    this.#scheduled = false;
    if (this.#waiting.size > 0) {
      this.#schedule(stretchMs);
    }
  }
}
