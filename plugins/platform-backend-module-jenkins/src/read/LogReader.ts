import type { LogPiece, RunRef } from '@pilothouse/plugin-platform-common';
import type { RunLogSelection } from '@pilothouse/plugin-platform-node';
import { wholeCharacters } from '@pilothouse/plugin-platform-node';
import { LRUCache } from 'lru-cache';
import { runPath, type JenkinsClient } from '../client';
import { collect, type Collected } from './collect';
import { noSuchRun } from './RunReader';

/** A place in a log, as people see it and as Jenkins counts. */
interface Mark {
  readonly text: number;
  readonly stored: number;
}

const beginning: Mark = { text: 0, stored: 0 };
const maxRuns = 500;
const maxMarks = 200;
/** A long log takes longer than other answers. */
const patience = 6;

/**
 * Reads logs in pieces. Jenkins counts bytes as it stores them, with notes that it takes out
 * of what it tells, so that a place in the text is none in what is stored. Both are known
 * where an answer ended, and these places are remembered: following a log reads nothing
 * twice, and only who jumps into the middle makes Jenkins tell what comes before.
 */
export class LogReader {
  readonly #marks = new LRUCache<string, readonly Mark[]>({ max: maxRuns });

  constructor(private readonly client: JenkinsClient) {}

  /** @throws NotFoundError when there is no such run */
  async read(
    run: RunRef,
    selection: RunLogSelection,
    signal?: AbortSignal,
  ): Promise<LogPiece> {
    const mark = this.#markBefore(run, selection);
    const answer = await this.client.stream(
      `${runPath(run)}/logText/progressiveText`,
      { query: { start: String(mark.stored) }, signal, patience },
    );
    if (!answer) throw noSuchRun(run);
    const size = Number(answer.headers.get('X-Text-Size'));
    if (size < mark.stored) {
      // Another run of that name: the job was deleted and made again.
      this.#marks.delete(keyOf(run));
      return this.read(run, selection, signal);
    }
    const found = await collect(answer.chunks, mark.text, selection);
    if (found.end !== undefined && size > mark.stored) {
      this.#remember(run, { text: found.end, stored: size });
    }
    return pieceOf(found, answer.headers.get('X-More-Data') === 'true');
  }

  #markBefore(run: RunRef, { start, tailBytes }: RunLogSelection): Mark {
    const marks = this.#marks.get(keyOf(run)) ?? [];
    const end = marks.at(-1)?.text ?? 0;
    const wanted = start ?? (tailBytes === undefined ? 0 : end - tailBytes);
    return marks.findLast(({ text }) => text <= wanted) ?? beginning;
  }

  #remember(run: RunRef, mark: Mark): void {
    const marks = this.#marks.get(keyOf(run)) ?? [];
    if ((marks.at(-1)?.text ?? 0) < mark.text) {
      this.#marks.set(keyOf(run), [...marks, mark].slice(-maxMarks));
    }
  }
}

function keyOf(run: RunRef): string {
  return `${run.job}#${run.number}`;
}

function pieceOf({ from, bytes, end }: Collected, goesOn: boolean): LogPiece {
  // The end of a log that goes on may be in the middle of a character, too.
  const whole =
    end === undefined || goesOn ? wholeCharacters(bytes) : bytes.length;
  const rest = goesOn ? 'later' : 'no';
  return {
    from,
    to: from + whole,
    text: Buffer.from(bytes.subarray(0, whole)).toString('utf8'),
    more: end === undefined ? 'now' : rest,
  };
}
