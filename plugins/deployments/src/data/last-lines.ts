import type { LogEvent, TailRequest } from '@pilothouse/plugin-platform-common';
import { withoutEscapes } from '@pilothouse/plugin-platform-react';

/** The run before the last restart of one container. */
export interface EndedRun {
  readonly target: TailRequest['target'];
  readonly pod: string;
  readonly container: string;
}

/** As many as hold the line that says why a process ended, and the stack below it. */
const wanted = 50;

/** Characters of a line that are shown; the page of logs has all of it. */
const longest = 1_000;

/** A line as it can be read among others: without colors, and cut where it is very long. */
function readable(text: string): string {
  const plain = withoutEscapes(text);
  return plain.length > longest ? `${plain.slice(0, longest)}…` : plain;
}

/**
 * The last lines of a container's previous run, oldest first; none when it wrote nothing
 * or its node no longer has them.
 *
 * @throws what the portal answers: NotAllowedError where the reader may not see logs
 */
export async function lastLines(
  tail: (
    request: TailRequest,
    options: { signal: AbortSignal },
  ) => Promise<AsyncIterable<LogEvent>>,
  { target, pod, container }: EndedRun,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const lines: string[] = [];
  const request = {
    target,
    pods: [pod],
    container,
    previous: true,
    tailLines: wanted,
  };
  // Such a tail ends by itself, and is live also before it was told why it cannot be read.
  for await (const event of await tail(request, { signal })) {
    if (event.kind === 'lines') {
      lines.push(...event.lines.map(([, , text]) => readable(text)));
    }
    if (event.kind === 'gap' && event.because === 'unreachable') {
      throw new Error(event.detail ?? 'The node of the pod did not answer');
    }
  }
  return lines.slice(-wanted);
}
