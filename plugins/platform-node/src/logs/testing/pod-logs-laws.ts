import assert from 'node:assert/strict';
import type { ContainerRef, LogReader, LogText, PodLogs } from '../PodLogs';

/** An implementation under test, with a container that it can read. */
export interface PodLogsBench {
  readonly logs: PodLogs;
  /** A container that runs, and has written `lines` already. */
  readonly container: ContainerRef;
  readonly lines: readonly string[];
  readonly reader: LogReader;
  /** Somebody who may not read it. */
  readonly stranger: LogReader;
  /** Makes the container write one more line. */
  write(text: string): Promise<void>;
  /** Frees what the bench holds. */
  close(): Promise<void>;
}

/** Something that every implementation of {@link PodLogs} keeps to. */
export interface PodLogsLaw {
  readonly title: string;
  check(bench: PodLogsBench): Promise<void>;
}

const timed = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d) (.*)$/s;

/** All laws, for `it.each`. */
export const podLogsLaws: readonly PodLogsLaw[] = [
  {
    title: 'tells what was written, each line with its time, and ends',
    async check(bench) {
      const signal = new AbortController().signal;
      const text = await textOf(await open(bench, {}, signal));
      assert.deepEqual(untimed(text), bench.lines);
    },
  },
  {
    title: 'tells no more than the last lines that are asked for',
    async check(bench) {
      const signal = new AbortController().signal;
      const text = await textOf(await open(bench, { tailLines: 1 }, signal));
      assert.deepEqual(untimed(text), bench.lines.slice(-1));
    },
  },
  {
    title: 'follows what is written, and ends without an error when one leaves',
    async check(bench) {
      const leave = new AbortController();
      const log = await open(
        bench,
        { follow: true, tailLines: 0 },
        leave.signal,
      );
      await bench.write('written later');
      let text = '';
      for await (const chunk of log) {
        text += Buffer.from(chunk).toString();
        if (text.endsWith('\n')) {
          leave.abort();
        }
      }
      assert.deepEqual(untimed(text), ['written later']);
    },
  },
  {
    title:
      'refuses, by the class of the error, what is not there or not allowed',
    async check(bench) {
      const { logs, container, reader, stranger } = bench;
      const signal = new AbortController().signal;
      await assert.rejects(
        logs.open({ ...container, pod: 'no-such-pod' }, {}, reader, signal),
        { name: 'NotFoundError' },
      );
      await assert.rejects(logs.open(container, {}, stranger, signal), {
        name: 'NotAllowedError',
      });
      await assert.rejects(
        logs.open(container, { previous: true }, reader, signal),
        { name: 'ConflictError' },
      );
    },
  },
];

function open(
  { logs, container, reader }: PodLogsBench,
  selection: Parameters<PodLogs['open']>[1],
  signal: AbortSignal,
): Promise<LogText> {
  return logs.open(container, selection, reader, signal);
}

async function textOf(log: LogText): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of log) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function untimed(text: string): string[] {
  const lines = text.split('\n');
  assert.equal(lines.pop(), '', 'the last line has its end');
  return lines.map(line => {
    const match = timed.exec(line);
    assert.ok(match, `"${line}" begins with a time`);
    return match[3] ?? '';
  });
}
