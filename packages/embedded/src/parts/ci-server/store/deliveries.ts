import { z } from 'zod';
import { readIfExists, writeAtomic } from '../../../platform/files.ts';

const REMEMBERED = 1000;

/** Deliveries of webhooks that were taken already, across restarts. */
export class Deliveries {
  private readonly path: string;
  private known: string[];
  private last: Promise<void> = Promise.resolve();

  private constructor(path: string, known: string[]) {
    this.path = path;
    this.known = known;
  }

  static async open(path: string): Promise<Deliveries> {
    const text = await readIfExists(path);
    const known = text === undefined ? [] : JSON.parse(text);
    return new Deliveries(path, z.array(z.string()).parse(known));
  }

  /** Whether it comes for the first time; from then on it does not. */
  async isNew(id: string): Promise<boolean> {
    if (this.known.includes(id)) return false;
    this.known = [...this.known, id].slice(-REMEMBERED);
    this.last = this.last
      .catch(() => undefined)
      .then(() => writeAtomic(this.path, JSON.stringify(this.known)));
    await this.last;
    return true;
  }
}
