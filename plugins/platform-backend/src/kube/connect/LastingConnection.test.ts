import { once } from 'node:events';
import {
  createSecureServer,
  type Http2Server,
  type ServerHttp2Stream,
} from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { Transform } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import {
  connect as connectTls,
  createServer as createTlsServer,
} from 'node:tls';
import { Wire } from '../testing/Wire';
import { until } from '../testing/until';
import { LastingConnection } from './LastingConnection';

const beatMs = 20;
/** When a silent one must have been noticed, on a busy machine. */
const patienceMs = 5_000;
const none = new Map<string, readonly string[]>();

/** Both sides share a key, so that no certificate is needed. */
const psk = Buffer.from('known to both sides');
const ciphers = 'PSK-AES128-GCM-SHA256';
const maxVersion = 'TLSv1.2';
const tls = {
  ciphers,
  maxVersion,
  checkServerIdentity: () => undefined,
  pskCallback: () => ({ identity: 'portal', psk }),
} as const;

/** Of what a server sends, everything but its answers to pings (RFC 9113, sections 4.1 and 6.7). */
function withoutPongs(): Transform {
  let held = Buffer.alloc(0);
  return new Transform({
    transform(chunk: Buffer, _, done) {
      held = Buffer.concat([held, chunk]);
      while (held.length >= 9 && held.length >= 9 + held.readUIntBE(0, 3)) {
        const end = 9 + held.readUIntBE(0, 3);
        const isPong = held[3] === 6 && held[4] === 1;
        if (!isPong) this.push(held.subarray(0, end));
        held = held.subarray(end);
      }
      done();
    },
  });
}

/** Stands before a server and keeps its pongs to itself. */
async function keepingPongs(port: number) {
  const relay = createTlsServer(
    { ALPNProtocols: ['h2'], ciphers, maxVersion, pskCallback: () => psk },
    near => {
      const far = connectTls({ ...tls, port, ALPNProtocols: ['h2'] });
      for (const socket of [near, far]) socket.on('error', () => far.destroy());
      near.on('close', () => far.destroy());
      near.pipe(far).pipe(withoutPongs()).pipe(near);
    },
  );
  relay.listen(0, '127.0.0.1');
  await once(relay, 'listening');
  return relay;
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

describe('one connection for all watches', () => {
  let server: Http2Server;
  let wire: Wire;
  let connection: LastingConnection;
  let streams: ServerHttp2Stream[];
  let sessions: number;
  let ended: AbortController;

  const connectTo = async (port: number) => {
    wire = await Wire.to(`https://127.0.0.1:${port}`);
    connection = new LastingConnection(wire.url, tls, {
      connectMs: patienceMs,
      beatMs,
    });
  };

  beforeEach(async () => {
    streams = [];
    sessions = 0;
    ended = new AbortController();
    server = createSecureServer({
      ciphers,
      maxVersion,
      pskCallback: () => psk,
    });
    server.on('session', () => {
      sessions += 1;
    });
    server.on('stream', stream => {
      streams.push(stream);
      stream.on('error', () => {});
      stream.respond({ ':status': 200, 'x-kind': 'watch' });
      stream.write('first\n');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    await connectTo(portOf(server));
  });

  afterEach(async () => {
    ended.abort();
    connection.destroy();
    await wire.close();
    server.close();
  });

  const get = (path = '/watch') =>
    connection.get(path, none, {
      headersTimeout: patienceMs,
      bodyTimeout: 0,
      signal: ended.signal,
    });
  /** A watch that is read, with what it came to. */
  const watch = async () => {
    const answer = await get();
    if (!answer) throw new Error('The server does not speak HTTP/2');
    const { body } = answer;
    const told = { text: '', end: undefined as string | undefined };
    body.on('data', chunk => {
      told.text += chunk;
    });
    body.on('error', (error: NodeJS.ErrnoException) => {
      told.end = error.code;
    });
    body.on('end', () => {
      told.end = 'in order';
    });
    await until(() => told.text, Boolean, patienceMs);
    return told;
  };
  /** Longer than silence is borne. */
  const long = () => delay(beatMs * 30);

  it('carries several at once, with what was answered', async () => {
    const answers = await Promise.all([get('/a'), get('/b'), get('/c')]);
    expect(answers.map(answer => answer?.statusCode)).toEqual([200, 200, 200]);
    expect(answers[0]?.headers['x-kind']).toBe('watch');
    expect(sessions).toBe(1);
  });

  it('is not made with a server that speaks HTTP/1.1 only', async () => {
    const old = createHttpsServer({
      ciphers,
      maxVersion,
      pskCallback: () => psk,
    });
    old.listen(0, '127.0.0.1');
    await once(old, 'listening');
    await wire.close();
    await connectTo(portOf(old));
    expect(await get()).toBeUndefined();
    old.close();
  });

  it('lasts while nothing happens but pongs', async () => {
    const told = await watch();
    await long();
    expect(told.end).toBeUndefined();
    streams[0]?.write('later\n');
    await until(() => told.text.includes('later'), Boolean, patienceMs);
    expect(sessions).toBe(1);
  });

  it.each([
    ['a cut that leaves it half open', () => wire.cut()],
    ['a network that holds everything back', () => wire.hold()],
  ])('ends all watches at %s, and is made anew', async (_, silence) => {
    const all = [await watch(), await watch()];
    silence();
    await until(
      () => all.every(({ end }) => end === 'ETIMEDOUT'),
      Boolean,
      patienceMs,
    );
    wire.mend();
    wire.release();
    expect(await watch()).toMatchObject({ text: 'first\n' });
    expect(sessions).toBe(2);
  });

  it('is made anew after the server says that it goes away, which ends no watch', async () => {
    const told = await watch();
    streams[0]?.session?.goaway();
    // What it gets before it hears of that is refused.
    const again = () => watch().catch(() => undefined);
    await until(async () => (await again()) && sessions === 2);
    streams[0]?.write('still\n');
    await until(() => told.text.includes('still'), Boolean, patienceMs);
    streams[0]?.end();
    await until(() => told.end === 'in order', Boolean, patienceMs);
    expect(told.text).toBe('first\nstill\n');
  });

  it('ends a watch that the server breaks off, and no other', async () => {
    const [broken, whole] = [await watch(), await watch()];
    streams[0]?.close(2);
    await until(() => broken.end, Boolean, patienceMs);
    await long();
    expect(whole.end).toBeUndefined();
    expect(sessions).toBe(1);
  });

  it('outlives that its own event loop stands still', async () => {
    const told = await watch();
    const still = new Int32Array(new SharedArrayBuffer(4));
    for (let n = 0; n < 20; n += 1) {
      Atomics.wait(still, 0, 0, beatMs * 10);
      await delay(n * 3);
    }
    expect(told.end).toBeUndefined();
    streams[0]?.write('after\n');
    await until(() => told.text.includes('after'), Boolean, patienceMs);
    expect(sessions).toBe(1);
  });

  it('ends without pongs, but not while anything else comes', async () => {
    const relay = await keepingPongs(portOf(server));
    await wire.close();
    await connectTo(portOf(relay));
    const told = await watch();
    for (let n = 0; n < 30; n += 1) {
      streams[0]?.write('more\n');
      await delay(beatMs);
    }
    expect(told.end).toBeUndefined();
    await until(() => told.end === 'ETIMEDOUT', Boolean, patienceMs);
    relay.close();
  });

  it('takes no more when it is closed, and lets what is under way go on', async () => {
    const told = await watch();
    connection.close();
    await expect(get()).rejects.toMatchObject({ code: 'ECONNRESET' });
    streams[0]?.end('last\n');
    await until(() => told.end === 'in order', Boolean, patienceMs);
    expect(told.text).toContain('last');
  });
});
