import { readIfExists, writeAtomic } from '../../../platform/files.ts';
import { whoLeft } from './changes.ts';
import { type People, peopleSchema } from './model.ts';

/** Told, before the change is answered, who can no longer sign in. */
export type LeaveListener = (userIds: readonly string[]) => void;

/** The people in memory, with a file behind them. One process at a time may own it. */
export class PeopleStore {
  readonly #path: string;
  #people: People;
  #turn: Promise<void> = Promise.resolve();
  #onLeave: LeaveListener = () => {};

  private constructor(path: string, people: People) {
    this.#path = path;
    this.#people = people;
  }

  /**
   * Reads the file, or makes it from `seed` when there is none.
   *
   * @throws Error naming the file and the field when the file is damaged
   */
  static async open(path: string, seed: () => People): Promise<PeopleStore> {
    const known = await readIfExists(path);
    if (known !== undefined) return new PeopleStore(path, parse(path, known));
    const store = new PeopleStore(path, seed());
    await store.#write(store.#people);
    return store;
  }

  get people(): People {
    return this.#people;
  }

  onLeave(listener: LeaveListener): void {
    this.#onLeave = listener;
  }

  /**
   * Applies one change after those before it; memory and file change together or not at all.
   *
   * @throws what `decide` throws, or the error of writing the file
   */
  async change(decide: (people: People) => People): Promise<People> {
    const turn = this.#turn.then(async () => {
      const before = this.#people;
      const after = decide(before);
      await this.#write(after);
      this.#people = after;
      const left = whoLeft(before, after);
      if (left.length > 0) this.#onLeave(left);
      return after;
    });
    this.#turn = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }

  async #write(people: People): Promise<void> {
    await writeAtomic(this.#path, `${JSON.stringify(people, undefined, 2)}\n`);
  }
}

function parse(path: string, text: string): People {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error(
      `${path} is not JSON. Repair it, or delete it to start with the sample people`,
    );
  }
  const result = peopleSchema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new Error(
    `${path}: ${issue?.path.join('.')}: ${
      issue?.message
    }. Repair it, or delete it to start with the sample people`,
  );
}
