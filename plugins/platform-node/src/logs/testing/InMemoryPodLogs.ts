import { once } from 'node:events';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type {
  ContainerRef,
  LogReader,
  LogSelection,
  LogText,
  PodLogs,
} from '../PodLogs';
import { InMemoryRun, type RunLine } from './InMemoryRun';

const keyOf = ({ cluster, namespace, pod, container }: ContainerRef) =>
  [cluster, namespace, pod, container].join('/');

/** Twin of the nodes' logs: what tests write is what is read. */
export class InMemoryPodLogs implements PodLogs {
  readonly #runs = new Map<string, InMemoryRun[]>();
  readonly #open = new Set<AbortController>();
  /** What was asked for, in order. */
  readonly asked: { container: ContainerRef; selection: LogSelection }[] = [];
  #unreachable?: string;
  #cut?: 'stalls' | 'ends';
  #allowed: (reader: LogReader) => boolean = () => true;

  /** Begins a new run of a container, whose log is empty. */
  start(container: ContainerRef): InMemoryRun {
    const run = new InMemoryRun();
    const key = keyOf(container);
    this.#runs.set(key, [...(this.#runs.get(key) ?? []), run]);
    return run;
  }

  /** The pod of the container is no longer there. */
  remove(container: ContainerRef): void {
    this.#runs.get(keyOf(container))?.at(-1)?.end();
    this.#runs.delete(keyOf(container));
  }

  /** Breaks all connections. */
  breakConnections(): void {
    this.#open.forEach(connection => connection.abort());
    this.#open.clear();
  }

  /** The next line that is read comes in part only; then the log stalls, or ends in good order. */
  cutNextLine(then: 'stalls' | 'ends'): void {
    this.#cut = then;
  }

  /** From now on, until told otherwise, nothing can be opened. */
  setUnreachable(because: string | undefined): void {
    this.#unreachable = because;
  }

  /** Says who may read. */
  allow(allowed: (reader: LogReader) => boolean): void {
    this.#allowed = allowed;
  }

  async open(
    container: ContainerRef,
    selection: LogSelection,
    reader: LogReader,
    signal: AbortSignal,
  ): Promise<LogText> {
    this.asked.push({ container, selection });
    if (this.#unreachable) {
      throw new ServiceUnavailableError(this.#unreachable);
    }
    if (!this.#allowed(reader)) {
      throw new NotAllowedError(`${reader.user} may not read this log`);
    }
    const runs = this.#runs.get(keyOf(container));
    if (!runs) {
      throw new NotFoundError(`There is no pod ${container.pod}`);
    }
    const run = runs.at(selection.previous ? -2 : -1);
    if (!run) {
      throw new ConflictError('That run of the container has no log');
    }
    return this.#read(run, firstOf(run.lines, selection), selection, signal);
  }

  async *#read(
    run: InMemoryRun,
    from: number,
    selection: LogSelection,
    signal: AbortSignal,
  ): LogText {
    const connection = new AbortController();
    this.#open.add(connection);
    const left = AbortSignal.any([signal, connection.signal]);
    const lines = run.read(from, selection.follow ?? false, left);
    for await (const { at, text } of lines) {
      if (selection.sinceTime && at < selection.sinceTime.slice(0, -1)) {
        continue;
      }
      const line = Buffer.from(`${at} ${text}\n`);
      const [cut, middle] = [this.#cut, line.length - 1 - (text.length >> 1)];
      this.#cut = undefined;
      yield line.subarray(0, middle);
      if (cut === 'stalls' && !left.aborted) await once(left, 'abort');
      if (cut === 'ends' || left.aborted) break;
      yield line.subarray(middle);
    }
    this.#open.delete(connection);
    if (connection.signal.aborted && !signal.aborted) {
      throw new Error('The connection broke');
    }
  }
}

function firstOf(
  lines: readonly RunLine[],
  { tailLines }: LogSelection,
): number {
  return tailLines === undefined ? 0 : Math.max(0, lines.length - tailLines);
}
