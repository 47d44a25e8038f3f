import type { LogPiece, RunRef } from '@pilothouse/plugin-platform-common';
import type { RunLogSelection } from '@pilothouse/plugin-platform-node';
import { wholeCharacters } from '@pilothouse/plugin-platform-node';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { runPath, type JenkinsClient } from '../client';
import { collect, type Collected } from './collect';
import { noSuchRun } from './RunReader';

/** A place in a log, as people see it and as Jenkins counts. */
interface Mark {
  readonly text: number;
  readonly stored: number;
}

const beganSchema = z.object({ timestamp: z.number() });

const beginning: Mark = { text: 0, stored: 0 };
const maxRuns = 500;
const maxMarks = 200;
const newline = 0x0a;
const broken = Buffer.from('\u{fffd}');
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
    const key = await this.#keyOf(run, signal);
    const mark = this.#markBefore(key, selection);
    const answer = await this.client.stream(
      `${runPath(run)}/logText/progressiveText`,
      { query: { start: String(mark.stored) }, signal, patience },
    );
    if (!answer) throw noSuchRun(run);
    const size = Number(answer.headers.get('X-Text-Size'));
    if (size < mark.stored) {
      // The log was cut, or the job was made again since the run was asked for.
      await answer.cancel();
      this.#marks.delete(key);
      return this.read(run, selection, signal);
    }
    const found = await collect(answer.chunks, mark.text, selection);
    const goesOn = answer.headers.get('X-More-Data') === 'true';
    if (
      found.end !== undefined &&
      size > mark.stored &&
      (!goesOn || endsLine(found.bytes))
    ) {
      this.#remember(key, { text: found.end, stored: size });
    }
    return pieceOf(found, goesOn);
  }

  /** The number alone is given again when a job is deleted and made again. */
  async #keyOf(run: RunRef, signal?: AbortSignal): Promise<string> {
    const began = await this.client.object(
      `${runPath(run)}/api/json`,
      beganSchema,
      { query: { tree: 'timestamp' }, signal },
    );
    if (!began) throw noSuchRun(run);
    return `${run.job}#${run.number}@${began.timestamp}`;
  }

  #markBefore(key: string, { start, tailBytes }: RunLogSelection): Mark {
    const marks = this.#marks.get(key) ?? [];
    const end = marks.at(-1)?.text ?? 0;
    const wanted = start ?? (tailBytes === undefined ? 0 : end - tailBytes);
    return marks.findLast(({ text }) => text <= wanted) ?? beginning;
  }

  #remember(key: string, mark: Mark): void {
    const marks = this.#marks.get(key) ?? [];
    if ((marks.at(-1)?.text ?? 0) < mark.text) {
      this.#marks.set(key, [...marks, mark].slice(-maxMarks));
    }
  }
}

function pieceOf({ from, bytes, end }: Collected, goesOn: boolean): LogPiece {
  // The end of a log that goes on may be in the middle of a character, too.
  const whole =
    end === undefined || goesOn
      ? wholeCharacters(withoutBroken(bytes, goesOn))
      : bytes.length;
  const rest = goesOn ? 'later' : 'no';
  return {
    from,
    to: from + whole,
    text: Buffer.from(bytes.subarray(0, whole)).toString('utf8'),
    more: end === undefined ? 'now' : rest,
  };
}

/**
 * Whether the place after it is sure to be one between two characters, in whatever encoding
 * the log is stored.
 */
function endsLine(bytes: Uint8Array): boolean {
  return bytes.at(-1) === newline;
}

/**
 * A text without the sign for a broken character at its end: Jenkins puts it there while
 * only a part of the character is stored.
 */
function withoutBroken(bytes: Uint8Array, goesOn: boolean): Uint8Array {
  const isBroken = goesOn && broken.equals(bytes.subarray(-broken.length));
  return isBroken ? bytes.subarray(0, -broken.length) : bytes;
}
