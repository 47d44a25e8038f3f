import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { Duplex, duplexPair } from 'node:stream';
import { after, before, test } from 'node:test';
import { waitUntil } from '../../../platform/wait.ts';
import { runPortForward } from './port-forward.ts';
import {
  dataFrame,
  type Frame,
  FrameReader,
  resetFrame,
  streamOf,
  synStreamFrame,
} from './spdy/frames.ts';
import { HEADER_DICTIONARY } from './spdy/dictionary.ts';
import { HeaderDecoder, HeaderEncoder } from './spdy/headers.ts';

let server: Server;
let port: number;
before(async () => {
  server = createServer({ allowHalfOpen: true }, socket => {
    socket.on('error', () => undefined);
    socket.write('welcome ');
    socket.pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
after(() => {
  server.close();
});

/** A client that opens pairs of streams and collects what comes back. */
function openClient() {
  const [near, far] = duplexPair();
  const done = runPortForward(far, '127.0.0.1');
  const encoder = new HeaderEncoder();
  const reader = new FrameReader();
  const frames: Frame[] = [];
  near.on('data', (chunk: Buffer) => frames.push(...reader.push(chunk)));
  const text = (stream: number) =>
    frames
      .flatMap(frame =>
        frame.kind === 'data' && frame.stream === stream ? frame : [],
      )
      .map(frame => frame.payload.toString('utf8'))
      .join('');
  const isFinished = (stream: number) =>
    frames.some(
      frame => frame.kind === 'data' && frame.stream === stream && frame.fin,
    );
  const has = (kind: Frame['kind'], stream: number) =>
    frames.some(
      frame =>
        frame.kind === kind &&
        frame.kind !== 'data' &&
        streamOf(frame.payload) === stream,
    );
  const open = (
    stream: number,
    streamtype: string,
    to: number | string,
    id?: string,
  ) => {
    const headers = new Map([
      ['streamtype', streamtype],
      ['port', String(to)],
      ...(id === undefined ? [] : [['requestid', id] as const]),
    ]);
    near.write(synStreamFrame(stream, encoder.encode(headers)));
  };
  const until = (question: () => boolean) =>
    waitUntil(question, AbortSignal.timeout(60_000), 10);
  return { near, done, frames, text, isFinished, has, open, until };
}

async function close(near: Duplex, done: Promise<void>): Promise<void> {
  near.end();
  await done;
}

test('the dictionary is the one of the specification', () => {
  let [low, high] = [1, 0];
  for (const byte of HEADER_DICTIONARY) {
    low = (low + byte) % 65521;
    high = (high + low) % 65521;
  }
  assert.equal(((high << 16) | low) >>> 0, 0xe3c6a7c2);
});

test('headers survive one compressed stream of many blocks', async () => {
  const encoder = new HeaderEncoder();
  const decoder = new HeaderDecoder();
  for (let index = 0; index < 5; index += 1) {
    const headers = new Map([
      ['port', String(index)],
      ['x', 'é'.repeat(index * 1000)],
    ]);
    assert.deepEqual(await decoder.decode(encoder.encode(headers)), headers);
  }
  await assert.rejects(decoder.decode(Buffer.from('garbage')));
  decoder.close();
});

test('frames are found wherever the bytes were cut', () => {
  const bytes = Buffer.concat([
    dataFrame(1, Buffer.from('one'), false),
    resetFrame(3, 'cancel'),
    dataFrame(5, Buffer.alloc(0), true),
  ]);
  const whole = new FrameReader().push(bytes);
  const reader = new FrameReader();
  const single = [...bytes].flatMap(byte => reader.push(Buffer.of(byte)));
  assert.deepEqual(single, whole);
  assert.deepEqual(
    whole.map(frame => frame.kind),
    ['data', 'reset', 'data'],
  );
  const spdy2 = Buffer.from('8002000100000000', 'hex');
  assert.throws(() => new FrameReader().push(spdy2), /not SPDY\/3\.1/);
  const huge = Buffer.from('8003000100ffffff', 'hex');
  assert.throws(() => new FrameReader().push(huge), /too large/);
});

test('bytes go both ways, and half-closing is passed on', async () => {
  const { near, done, text, isFinished, has, open, until } = openClient();
  open(1, 'error', port, '0');
  open(3, 'data', port, '0');
  await until(() => has('synReply', 1) && has('synReply', 3));
  near.write(dataFrame(3, Buffer.from('hello'), false));
  await until(() => text(3) === 'welcome hello');
  near.write(dataFrame(3, Buffer.from(' bye'), true));
  await until(() => isFinished(3) && isFinished(1));
  assert.equal(text(3), 'welcome hello bye');
  assert.equal(text(1), '');
  await close(near, done);
});

test('connections without request ids are told apart by their stream numbers', async () => {
  const { near, done, text, open, until } = openClient();
  for (const first of [1, 5]) {
    open(first, 'error', port);
    open(first + 2, 'data', port);
  }
  near.write(dataFrame(3, Buffer.from('a'), false));
  near.write(dataFrame(7, Buffer.from('b'), false));
  await until(() => text(3) === 'welcome a' && text(7) === 'welcome b');
  await close(near, done);
});

test('megabytes come back whole', async () => {
  const { near, done, text, open, until } = openClient();
  open(1, 'error', port, 'x');
  open(3, 'data', port, 'x');
  for (let index = 0; index < 64; index += 1) {
    near.write(dataFrame(3, Buffer.alloc(32768, 'x'), index === 63));
  }
  await until(() => text(3).length === 'welcome '.length + 64 * 32768);
  await close(near, done);
});

test('a port where nobody listens is reported on the error stream', async () => {
  const { near, done, text, has, open, until } = openClient();
  open(1, 'error', 1, '0');
  open(3, 'data', 1, '0');
  await until(() => has('reset', 3));
  assert.match(text(1), /cannot reach port 1 of the pod: .*ECONNREFUSED/);
  await close(near, done);
});

for (const [type, to] of [
  ['other', '80'],
  ['data', '0'],
  ['data', '70000'],
  ['data', 'http'],
] as const) {
  test(`a stream of type ${type} to port ${to} is refused`, async () => {
    const { near, done, has, open, until } = openClient();
    open(1, type, to, '0');
    await until(() => has('reset', 1));
    await close(near, done);
  });
}

test('the sockets are closed when the client goes away', async () => {
  const { near, done, text, open, until } = openClient();
  open(1, 'error', port, '0');
  open(3, 'data', port, '0');
  await until(() => text(3) === 'welcome ');
  await close(near, done);
  const count = () =>
    new Promise<number>((resolve, reject) => {
      server.getConnections((error, connections) =>
        error ? reject(error) : resolve(connections),
      );
    });
  await waitUntil(
    async () => (await count()) === 0,
    AbortSignal.timeout(60_000),
    10,
  );
});
