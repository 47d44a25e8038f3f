import type { RequestHandler } from 'express';

/** Knows the requests that have not been answered to their end. */
export class InFlight {
  readonly #waiting = new Set<() => void>();
  #count = 0;

  /** To be put before what answers. */
  readonly watch: RequestHandler = (_request, response, next) => {
    this.#count += 1;
    response.once('close', () => {
      this.#count -= 1;
      if (this.#count > 0) return;
      this.#waiting.forEach(done => done());
      this.#waiting.clear();
    });
    next();
  };

  /** Waits until all are answered, but no longer than that. */
  async settled(withinMs: number): Promise<void> {
    if (this.#count === 0) return;
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, withinMs);
      this.#waiting.add(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
