import type { LogEvent, LogSource } from '@pilothouse/plugin-platform-common';
import { countBelow } from '@pilothouse/plugin-platform-react';
import type { Heard } from '../tail/LogTail';

/** A container as its lines show it. */
export interface RowSource {
  readonly pod: string;
  readonly container: string;
  /** What tells its pod from the others of the workload, for example `x2k7p`. */
  readonly short: string;
  /** Which of the colors is its pod's. */
  readonly color: number;
}

type Body =
  | { readonly kind: 'line'; readonly at: string; readonly text: string }
  | Omit<Extract<LogEvent, { kind: 'gap' }>, 'source'>
  | Omit<Extract<LogEvent, { kind: 'ended' }>, 'source'>;

/** Something that the page shows in a row of its own. */
export type Row = Body & {
  /** Grows by one with each row, and so names it. */
  readonly seq: number;
  readonly source: RowSource;
};

/** Gives rows to what is heard, and each pod its color. */
export class RowMaker {
  readonly #sources = new Map<string, RowSource>();
  readonly #pods = new Map<string, number>();
  #seq = 0;

  /** All sources so far. */
  get sources(): readonly RowSource[] {
    return [...this.#sources.values()];
  }

  /** The rows of an event. */
  rowsOf({ event, sources }: Heard): Row[] {
    switch (event.kind) {
      case 'lines':
        return event.lines.flatMap(([index, at, text]) =>
          this.#row(sources.get(index), { kind: 'line', at, text }),
        );
      case 'gap':
      case 'ended': {
        const { source, ...body } = event;
        return this.#row(sources.get(source), body);
      }
      case 'source':
        this.#sourceOf(event.source);
        return [];
      default:
        return [];
    }
  }

  #row(source: LogSource | undefined, body: Body): Row[] {
    return source
      ? [{ ...body, seq: this.#seq++, source: this.#sourceOf(source) }]
      : [];
  }

  #sourceOf({ pod, uid, container }: LogSource): RowSource {
    const key = `${uid}/${container}`;
    const known = this.#sources.get(key);
    if (known) {
      return known;
    }
    const color = this.#pods.get(uid) ?? this.#pods.size;
    this.#pods.set(uid, color);
    const source = { pod, container, short: shortOf(pod), color };
    this.#sources.set(key, source);
    return source;
  }
}

/** The last part of a pod's name, by which one tells it from its siblings. */
export function shortOf(pod: string): string {
  return pod.slice(pod.lastIndexOf('-') + 1) || pod;
}

/** Where the row of that number is; -1 when it is not among them. */
export function indexOfRow(rows: readonly Row[], seq: number): number {
  const index = countBelow(rows, seq, row => row.seq);
  return rows[index]?.seq === seq ? index : -1;
}
