import {
  advance,
  type LogEvent,
  type LogPosition,
  type LogSource,
} from '@pilothouse/plugin-platform-common';
import type { Replica } from './Replica';
import type { Workshop } from './Workshop';

/** Somebody who reads a log by one replica, and goes on by another behind the last line. */
export class Reading {
  /** Lines of each pod, with their times. */
  readonly lines = new Map<string, string[]>();
  readonly gaps: LogEvent[] = [];
  readonly #positions = new Map<string, LogPosition>();
  readonly #leave = new AbortController();

  constructor(private readonly of: Workshop['target']) {}

  get count(): number {
    return [...this.lines.values()].reduce((sum, all) => sum + all.length, 0);
  }

  /**
   * Reads on.
   *
   * @returns how the connection ended: in good order, broken, or because the reader left
   */
  async by(replica: Replica): Promise<'ended' | 'broken' | 'left'> {
    const sources = new Map<number, LogSource>();
    const { signal } = this.#leave;
    const positions = [...this.#positions.values()];
    try {
      const events = await replica.client.logs.tail(
        {
          target: this.of,
          tailLines: 10_000,
          ...(positions.length > 0 && { positions }),
        },
        { signal },
      );
      for await (const event of events) this.#hear(event, sources);
      return signal.aborted ? 'left' : 'ended';
    } catch {
      return signal.aborted ? 'left' : 'broken';
    }
  }

  leave(): void {
    this.#leave.abort();
  }

  #hear(event: LogEvent, sources: Map<number, LogSource>): void {
    if (event.kind === 'source') sources.set(event.source.index, event.source);
    if (event.kind === 'gap') this.gaps.push(event);
    if (event.kind !== 'lines') return;
    for (const [index, at, text] of event.lines) {
      const source = sources.get(index);
      if (!source) throw new Error(`a line of ${index}, which was not told`);
      this.#take(source, at, `${at} ${text}`);
    }
  }

  #take({ pod, uid, container }: LogSource, at: string, line: string): void {
    this.lines.set(pod, [...(this.lines.get(pod) ?? []), line]);
    const key = `${uid}/${container}`;
    const mark = advance(this.#positions.get(key), at);
    if (mark) this.#positions.set(key, { ...mark, pod, uid, container });
  }
}
