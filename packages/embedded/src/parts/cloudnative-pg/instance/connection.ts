import { connect, type Socket } from 'node:net';

/** One row of an answer, by column; every value as PostgreSQL writes it. */
export type Row = Readonly<Record<string, string | null>>;

/** One session at a server, as the superuser over its Unix socket. */
export interface Connection {
  /**
   * Runs statements and gives the rows of the last that has any.
   *
   * @throws with the server's own words
   */
  query(sql: string): Promise<Row[]>;
  close(): void;
}

const PROTOCOL = 196_608;
const TIMEOUT_MS = 10_000;

interface Message {
  readonly type: string;
  readonly body: Buffer;
}

/**
 * Opens a session by version 3 of PostgreSQL's protocol. The server must trust whoever
 * reaches its socket.
 *
 * @param socket - path of the Unix socket
 */
export async function openConnection(
  socket: string,
  database: string,
): Promise<Connection> {
  const stream = connect(socket);
  const messages = readMessages(stream);
  stream.setTimeout(TIMEOUT_MS, () =>
    stream.destroy(new Error('PostgreSQL does not answer')),
  );
  stream.write(startup({ user: 'postgres', database }));
  try {
    await answer(messages);
  } catch (error) {
    stream.destroy();
    throw error;
  }
  stream.setTimeout(0);
  return {
    async query(sql) {
      stream.write(message('Q', Buffer.from(`${sql}\0`)));
      return answer(messages);
    },
    close: () => stream.end(message('X', Buffer.alloc(0))),
  };
}

/** A string as it stands in SQL. */
export function literal(text: string): string {
  return `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** A name as it stands in SQL. */
export function identifier(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function startup(parameters: Readonly<Record<string, string>>): Buffer {
  const pairs = Object.entries(parameters).flatMap(([k, v]) => [k, v]);
  const text = Buffer.from(`${pairs.join('\0')}\0\0`);
  const head = Buffer.alloc(8);
  head.writeInt32BE(text.length + 8, 0);
  head.writeInt32BE(PROTOCOL, 4);
  return Buffer.concat([head, text]);
}

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

async function* readMessages(stream: Socket): AsyncGenerator<Message> {
  let pending = Buffer.alloc(0);
  for await (const chunk of stream) {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 5) {
      const end = pending.readInt32BE(1) + 1;
      if (pending.length < end) break;
      yield {
        type: pending.toString('latin1', 0, 1),
        body: pending.subarray(5, end),
      };
      pending = pending.subarray(end);
    }
  }
}

/** Reads until the server is ready for the next statement. */
async function answer(messages: AsyncGenerator<Message>): Promise<Row[]> {
  let columns: string[] = [];
  let rows: Row[] = [];
  let problem: string | undefined;
  for (;;) {
    const { value, done } = await messages.next();
    if (done) throw new Error(problem ?? 'PostgreSQL closed the connection');
    const { type, body } = value;
    if (type === 'Z') break;
    if (type === 'R' && body.readInt32BE(0) !== 0) {
      throw new Error('PostgreSQL asks for a password on its own socket');
    } else if (type === 'T') {
      columns = columnsOf(body);
      rows = [];
    } else if (type === 'D') {
      rows.push(rowOf(body, columns));
    } else if (type === 'E') {
      problem ??= errorOf(body);
    }
  }
  if (problem !== undefined) throw new Error(problem);
  return rows;
}

/** Bytes of a column's description after its name. */
const AFTER_NAME = 18;

function columnsOf(body: Buffer): string[] {
  let at = 2;
  return Array.from({ length: body.readInt16BE(0) }, () => {
    const end = body.indexOf(0, at);
    const name = body.toString('utf8', at, end);
    at = end + 1 + AFTER_NAME;
    return name;
  });
}

function rowOf(body: Buffer, columns: readonly string[]): Row {
  let at = 2;
  const values = columns.map((name): [string, string | null] => {
    const length = body.readInt32BE(at);
    const start = at + 4;
    at = start + Math.max(length, 0);
    return [name, length < 0 ? null : body.toString('utf8', start, at)];
  });
  return Object.fromEntries(values);
}

function errorOf(body: Buffer): string {
  const fields = body.toString('utf8').split('\0');
  const text = (code: string) =>
    fields.find(field => field.startsWith(code))?.slice(1);
  return `${text('S') ?? 'ERROR'}: ${text('M') ?? 'unknown'} (SQLSTATE ${text(
    'C',
  )})`;
}
