import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import type { Target } from './destination.ts';

/** A connection, and to which of the targets. */
export interface Dialled {
  readonly socket: Socket;
  readonly target: Target;
}

/** No target accepted the connection; the message names each with its reason. */
export class NoConnectionError extends Error {
  override readonly name = 'NoConnectionError';
}

export interface DialOptions {
  /** Between 0 and 1: chooses which target is tried first. */
  readonly random?: () => number;
  /** For each target. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * Connects to one of the targets: a random one first, then the others in turn until
 * one accepts.
 *
 * @throws NoConnectionError when none does; the abort reason when the signal fires
 */
export async function dial(
  targets: readonly Target[],
  options: DialOptions = {},
): Promise<Dialled> {
  const { random = Math.random, timeoutMs = 5_000, signal } = options;
  const start = Math.floor(random() * targets.length);
  const reasons: string[] = [];
  for (const target of [...targets.slice(start), ...targets.slice(0, start)]) {
    signal?.throwIfAborted();
    try {
      return { socket: await connectTo(target, timeoutMs, signal), target };
    } catch (error) {
      reasons.push(`${target.label} (${reasonOf(error, timeoutMs)})`);
    }
  }
  signal?.throwIfAborted();
  throw new NoConnectionError(
    `No connection to ${reasons.join(', ') || 'anything: there is no target'}.`,
  );
}

async function connectTo(
  { host, port }: Target,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Socket> {
  const socket = connect({ host, port, noDelay: true, allowHalfOpen: true });
  const late = AbortSignal.timeout(timeoutMs);
  try {
    const until = signal ? AbortSignal.any([signal, late]) : late;
    await once(socket, 'connect', { signal: until });
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

function reasonOf(error: unknown, timeoutMs: number): string {
  const { code, name } = error as NodeJS.ErrnoException;
  if (code === 'ECONNREFUSED') return 'connection refused';
  if (name === 'AbortError') return `no answer within ${timeoutMs / 1000} s`;
  return code ?? String(error);
}
