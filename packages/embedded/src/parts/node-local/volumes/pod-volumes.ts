import { ChangeLog, messageOf } from '../change-log.ts';

type Paths = ReadonlyMap<string, string>;

/** The volumes of one pod: made once and then brought up to date, never twice at a time. */
export class PodVolumes {
  readonly #make: (maxAgeMs: number | undefined) => Promise<Paths>;
  readonly #log: ChangeLog;
  #paths: Paths = new Map();
  #attempt: Promise<void> | undefined;

  /**
   * @param make - makes all volumes from objects of at most that age in milliseconds, and
   *   answers with the path of each by name
   */
  constructor(
    make: (maxAgeMs: number | undefined) => Promise<Paths>,
    log: (message: string) => void,
  ) {
    this.#make = make;
    this.#log = new ChangeLog(log);
  }

  /** Path of each volume on the machine, by name. */
  get paths(): Paths {
    return this.#paths;
  }

  /**
   * Makes them from what the API server has now.
   *
   * @throws what stands in the way, ConfigError when something is missing
   */
  async make(): Promise<void> {
    await this.#attempt?.catch(() => undefined);
    await this.#run(0);
  }

  /**
   * Brings them up to date, unless that is under way. What was there stays where it fails;
   * each new reason is logged once.
   */
  async refresh(): Promise<void> {
    if (this.#attempt) {
      return;
    }
    try {
      await this.#run(undefined);
      this.#log.clear();
    } catch (error) {
      this.#log.say(`volumes are not up to date: ${messageOf(error)}`);
    }
  }

  #run(maxAgeMs: number | undefined): Promise<void> {
    const attempt = this.#make(maxAgeMs)
      .then(paths => {
        this.#paths = paths;
      })
      .finally(() => {
        this.#attempt = undefined;
      });
    this.#attempt = attempt;
    return attempt;
  }
}
