import { Slots } from '@pilothouse/plugin-platform-node';
import type { Question, Verdict } from './reviews';

/** What {@link ReviewTurns} needs of its surroundings. */
export interface ReviewTurnsOptions {
  ask(question: Question): Promise<Verdict>;
  now(): number;
}

/** How a cluster is asked. */
interface Turns {
  readonly slots: Slots;
  /** Rounds of questions in a row of which the first answer was none. */
  failures: number;
  /** Until when it is left alone, in ms, and what it could not answer for. */
  pause?: { readonly until: number; readonly verdict: Verdict };
}

const atATime = 16;
const firstPauseMs = 1_000;
const longestPauseMs = 20_000;

/**
 * Asks clusters what people may do: each a few questions at a time, as a change of rights
 * there makes all people's questions come at once. One that could not answer is left alone
 * for a while, twice as long after each attempt; what is asked of it meanwhile is unknown
 * for the same reason.
 */
export class ReviewTurns {
  readonly #options: ReviewTurnsOptions;
  readonly #turns = new Map<string, Turns>();

  constructor(options: ReviewTurnsOptions) {
    this.#options = options;
  }

  /** What a cluster says, once it is the question's turn. */
  async ask(question: Question): Promise<Verdict> {
    const turns = this.#turnsOf(question.cluster);
    return (
      this.#paused(turns) ??
      turns.slots.use(
        async () => this.#paused(turns) ?? this.#askNow(question, turns),
      )
    );
  }

  /** Asks a cluster again at once, since it may be able to answer by now. */
  resume(cluster: string): void {
    const turns = this.#turns.get(cluster);
    if (turns) restart(turns);
  }

  async #askNow(question: Question, turns: Turns): Promise<Verdict> {
    const { failures } = turns;
    const verdict = await this.#options.ask(question);
    if (verdict.kind !== 'unknown') {
      restart(turns);
    } else if (turns.failures === failures) {
      // Those that were under way at the same time tell nothing more.
      const ms = Math.min(longestPauseMs, firstPauseMs * 2 ** failures);
      turns.failures = failures + 1;
      turns.pause = { until: this.#options.now() + ms, verdict };
    }
    return verdict;
  }

  #paused({ pause }: Turns): Verdict | undefined {
    return pause && this.#options.now() < pause.until
      ? pause.verdict
      : undefined;
  }

  #turnsOf(cluster: string): Turns {
    const known = this.#turns.get(cluster);
    if (known) return known;
    const turns = { slots: new Slots(atATime), failures: 0 };
    this.#turns.set(cluster, turns);
    return turns;
  }
}

function restart(turns: Turns): void {
  turns.failures = 0;
  turns.pause = undefined;
}
