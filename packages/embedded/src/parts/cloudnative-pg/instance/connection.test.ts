import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { identifier, literal, openConnection } from './connection.ts';

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const int32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const int16 = (value: number) => int32(value).subarray(2);
const authentication = (kind: number) => message('R', int32(kind));
const ready = message('Z', Buffer.from('I'));
const columns = (...names: string[]) =>
  message(
    'T',
    Buffer.concat([
      int16(names.length),
      ...names.map(name =>
        Buffer.concat([Buffer.from(`${name}\0`), Buffer.alloc(18)]),
      ),
    ]),
  );
const row = (...values: (string | null)[]) =>
  message(
    'D',
    Buffer.concat([
      int16(values.length),
      ...values.map(value =>
        value === null
          ? int32(-1)
          : Buffer.concat([
              int32(Buffer.byteLength(value)),
              Buffer.from(value),
            ]),
      ),
    ]),
  );
const problem = message('E', Buffer.from('SERROR\0C42601\0Mno such thing\0\0'));

/** A server that greets, and answers each further message with the next of the answers. */
async function serve(
  t: TestContext,
  greeting: Buffer,
  answers: readonly Buffer[],
  send: (socket: Socket, bytes: Buffer) => void = (socket, bytes) =>
    socket.write(bytes),
): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'pg-test-'));
  const path = join(dir, 'socket');
  const queue = [greeting, ...answers];
  const server = createServer(socket =>
    socket.on('data', () => {
      const next = queue.shift();
      if (next) send(socket, next);
      else socket.end();
    }),
  );
  await new Promise<void>(resolve => server.listen(path, resolve));
  t.after(async () => {
    server.close();
    await rm(dir, { recursive: true });
  });
  return path;
}

const greeting = Buffer.concat([authentication(0), ready]);

test('rows are read by column, even where they come byte by byte', async t => {
  const answer = Buffer.concat([
    columns('a', 'b'),
    row('é', null),
    row('', 'x'),
    ready,
  ]);
  const path = await serve(t, greeting, [answer], (socket, bytes) => {
    for (const byte of bytes) socket.write(Buffer.of(byte));
  });
  const connection = await openConnection(path, 'postgres');
  assert.deepEqual(await connection.query('SELECT'), [
    { a: 'é', b: null },
    { a: '', b: 'x' },
  ]);
  connection.close();
});

test('an error has the words of the server, and the session goes on', async t => {
  const path = await serve(t, greeting, [
    Buffer.concat([problem, ready]),
    Buffer.concat([columns('one'), row('1'), ready]),
  ]);
  const connection = await openConnection(path, 'postgres');
  await assert.rejects(
    connection.query('nonsense'),
    /ERROR: no such thing \(SQLSTATE 42601\)/,
  );
  assert.deepEqual(await connection.query('SELECT 1'), [{ one: '1' }]);
  connection.close();
});

test('a server that asks for a password is not waited for', async t => {
  const path = await serve(t, authentication(10), []);
  await assert.rejects(openConnection(path, 'postgres'), /password/);
});

test('a server that goes is not waited for', async t => {
  const path = await serve(t, greeting, []);
  const connection = await openConnection(path, 'postgres');
  await assert.rejects(connection.query('SELECT 1'), /closed/);
});

test('names and texts stay what they are', () => {
  assert.equal(literal("it's \\ so"), "E'it''s \\\\ so'");
  assert.equal(identifier('a"b'), '"a""b"');
});
