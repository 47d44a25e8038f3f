import { setTimeout as sleep } from 'node:timers/promises';
import type { CiServer } from '../CiServer';

/** A CI server under test, with what the laws are held against. */
export interface CiServerBench {
  readonly ci: CiServer;
  /** A folder in which a law may make what it likes; it is not there yet. */
  readonly folder: string;
  /** A repository with one branch `main`. */
  readonly sourceUrl: string;
  /** Frees what the bench holds. */
  close(): Promise<void>;
}

/**
 * A bench with a multibranch job whose branches have run once each:
 *
 * - `main`: a stage `Test` with one test that passed and one, `adds`, that failed with a
 *   message that has `expected 2`; the run is unstable. It keeps the file
 *   `image.txt`, and its log has the text {@link RunsBench.saidByMain}.
 * - `ask`: waits at the question `Go` whether to `Release it?`, with a choice `WHERE` of
 *   `dev` and `test`; its log then says `released to` and where.
 * - `long`: runs until it is aborted.
 */
export interface RunsBench extends CiServerBench {
  /** Full name of the multibranch job. */
  readonly job: string;
  /** In the log of `main`: lines with characters of one to four bytes. */
  readonly saidByMain: string;
  /** What `main` has in `image.txt`. */
  readonly image: { repository: string; tag?: string; digest: string };
}

const patienceMs = 120_000;
const pauseMs = 100;

/**
 * Asks again until the answer is as wanted.
 *
 * @throws Error with the last answer when it has not become so in two minutes
 */
export async function eventually<T>(
  ask: () => Promise<T>,
  wanted: (answer: T) => boolean,
): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (Date.now() > deadline) {
      throw new Error(`It stayed so: ${JSON.stringify(answer)}`);
    }
    await sleep(pauseMs);
  }
}
