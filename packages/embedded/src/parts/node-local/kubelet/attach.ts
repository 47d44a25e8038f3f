import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { type Channels, STDERR, STDOUT } from './channels.ts';
import type { StreamOptions } from './command.ts';
import type { ContainerRun, ContainerView } from './directory.ts';
import { LineSplitter, parseLogLine } from './log-line.ts';
import { readFiles } from './log-reader.ts';
import { exitStatus } from './status.ts';

/** One person looking at, and perhaps typing into, a container's entry point. */
export interface AttachRequest {
  readonly container: ContainerView;
  readonly run: ContainerRun;
  readonly streams: StreamOptions;
  readonly isRunning: () => boolean;
}

/**
 * Shows what the entry point writes from now on, taken from its log, and passes on what
 * is typed when the pod asks for standard input. Ends with the container's run.
 */
export async function runAttach(
  channels: Channels,
  request: AttachRequest,
): Promise<void> {
  const { streams } = request;
  await channels.announce(streams);
  const stdin = streams.stdin ? await openStdin(request.container) : undefined;
  const splitter = new LineSplitter();
  const chunks = readFiles({
    run: request.run,
    options: { follow: true, previous: false, timestamps: false, tailLines: 0 },
    isRunning: request.isRunning,
    signal: channels.gone,
    // What is typed waits until then, or the answer to it could be missed.
    onPositioned: () => channels.listen(stdin),
  });
  for await (const chunk of chunks) {
    for (const raw of splitter.push(chunk))
      await forward(channels, streams, raw);
  }
  await channels.finish(exitStatus(0));
}

async function forward(
  channels: Channels,
  streams: StreamOptions,
  raw: Buffer,
): Promise<void> {
  const line = parseLogLine(raw);
  if (!line) return;
  const isError = line.stream === 'stderr' && !streams.tty;
  if (!(isError ? streams.stderr : streams.stdout)) return;
  const end = streams.tty ? '\r\n' : '\n';
  const text = line.partial
    ? line.content
    : Buffer.concat([line.content, Buffer.from(end)]);
  await channels.send(isError ? STDERR : STDOUT, text);
}

/** The named pipe without waiting for a reader: a container that is gone has none. */
async function openStdin(
  container: ContainerView,
): Promise<Writable | undefined> {
  if (!container.stdinPipe) return undefined;
  try {
    const flags = constants.O_WRONLY | constants.O_NONBLOCK;
    const handle = await open(container.stdinPipe, flags);
    return handle.createWriteStream();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENXIO' || code === 'ENOENT') return undefined;
    throw error;
  }
}
