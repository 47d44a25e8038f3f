import { connect, type Socket } from 'node:net';

const TIMEOUT_MS = 5_000;

/** Port of Redis. */
export const REDIS_PORT = 6379;

/** Where a Redis is, and as whom one speaks with it. */
export interface RedisAccess {
  readonly host: string;
  readonly port: number;
  /** Left out where Redis asks for no password. */
  readonly user?: { readonly name: string; readonly password: string };
}

/**
 * Sends commands to a Redis, one after another.
 *
 * @returns their answers: texts, or null
 * @throws what Redis refused, in its words; a connection error as it is
 */
export async function askRedis(
  access: RedisAccess,
  commands: readonly (readonly string[])[],
): Promise<(string | null)[]> {
  const { host, port, user } = access;
  const first = user ? [['AUTH', user.name, user.password]] : [];
  const all = [...first, ...commands];
  const socket = connect({ host, port });
  try {
    const answers = await conversation(socket, all);
    return answers.slice(first.length);
  } finally {
    socket.destroy();
  }
}

function conversation(
  socket: Socket,
  commands: readonly (readonly string[])[],
): Promise<(string | null)[]> {
  return new Promise((resolve, reject) => {
    let heard = '';
    socket.setTimeout(TIMEOUT_MS, () =>
      socket.destroy(new Error('Redis did not answer in time.')),
    );
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('Redis closed the connection.')));
    socket.on('data', chunk => {
      heard += chunk.toString('latin1');
      try {
        const answers = readReplies(heard);
        if (answers.length >= commands.length) resolve(answers);
      } catch (error) {
        reject(error);
      }
    });
    socket.write(commands.map(encode).join(''));
  });
}

function encode(command: readonly string[]): string {
  const parts = command.map(
    part => `$${Buffer.byteLength(part)}\r\n${part}\r\n`,
  );
  return `*${command.length}\r\n${parts.join('')}`;
}

/**
 * The whole replies of a text, as far as they have come: those that are no lists.
 *
 * @throws what a reply refuses
 */
export function readReplies(text: string): (string | null)[] {
  const replies: (string | null)[] = [];
  let at = 0;
  for (;;) {
    const end = text.indexOf('\r\n', at);
    if (end < 0) return replies;
    const [kind, rest] = [text[at], text.slice(at + 1, end)];
    at = end + 2;
    if (kind === '-') throw new Error(`Redis: ${rest}`);
    if (kind !== '$') {
      replies.push(rest);
    } else if (rest === '-1') {
      replies.push(null);
    } else {
      const length = Number(rest);
      if (text.length < at + length + 2) return replies;
      replies.push(text.slice(at, at + length));
      at += length + 2;
    }
  }
}
