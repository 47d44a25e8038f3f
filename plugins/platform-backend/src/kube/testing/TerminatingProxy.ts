import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer, request, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { pipeline, Transform, type Readable } from 'node:stream';
import { issueCertificate } from './certificates';
import { shiftTimes } from './shift-times';
import type { TestCluster } from './TestCluster';

/** What a {@link TerminatingProxy} does besides carrying what it is given. */
export interface ProxyOptions {
  /** So many minutes later are all times that the cluster tells, as if its clock were off. */
  readonly clockMinutes?: number;
}

/**
 * A proxy before an API server that ends TLS, speaks HTTP/1.1 and keeps the connections of
 * clients alive by itself. Cut, it loses its own half of what is under way without a word.
 */
export class TerminatingProxy {
  readonly #underWay = new Set<() => void>();
  #cut = false;
  #delayMs = 0;

  private constructor(private readonly server: Server) {}

  static async before(
    cluster: TestCluster,
    { clockMinutes = 0 }: ProxyOptions = {},
  ): Promise<TerminatingProxy> {
    const valid = { from: -60, until: 60 };
    // Whoever ends TLS has to say itself who asks.
    const asAdministrator = await issueCertificate(cluster, valid);
    const own = { cert: asAdministrator.cert, key: asAdministrator.key };
    const server = createServer(
      await issueCertificate(cluster, valid, '127.0.0.1'),
    );
    const proxy = new TerminatingProxy(server);
    server.on('request', (near, answer) => {
      const { method, url } = near;
      const headers = { ...near.headers, 'accept-encoding': 'identity' };
      const far = request(
        new URL(url ?? '/', cluster.details.url),
        { method, headers, rejectUnauthorized: false, ...own },
        response => {
          const { told, ...head } = toldBy(response, clockMinutes);
          answer.writeHead(response.statusCode ?? 502, head.headers);
          answer.flushHeaders();
          const lose = () => told.unpipe(answer).pause();
          proxy.#underWay.add(lose);
          answer.once('close', () => proxy.#underWay.delete(lose));
          told.pipe(answer);
        },
      );
      far.on('error', () => answer.destroy());
      answer.once('close', () => far.destroy());
      const pass = () => {
        if (!proxy.#cut) pipeline(near, far, () => {});
      };
      setTimeout(pass, proxy.#delayMs).unref();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return `https://127.0.0.1:${port}`;
  }

  cut(): void {
    this.#cut = true;
    for (const lose of this.#underWay) lose();
  }

  /** Carries what is asked from now on. */
  mend(): void {
    this.#cut = false;
  }

  /** Lets the cluster take so much longer for each answer from now on. */
  slowDown(byMs: number): void {
    this.#delayMs = byMs;
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}

/** What a cluster says, by a clock that is off. */
function toldBy(
  response: IncomingMessage,
  minutes: number,
): { headers: IncomingMessage['headers']; told: Readable } {
  if (minutes === 0) return { headers: response.headers, told: response };
  const { 'content-length': _, date = '', ...headers } = response.headers;
  const shown = new Date(Date.parse(date) + minutes * 60_000).toUTCString();
  let rest = '';
  const byLine = new Transform({
    decodeStrings: false,
    transform(chunk: string, _encoding, done) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      done(null, lines.map(line => `${shiftTimes(line, minutes)}\n`).join(''));
    },
    flush(done) {
      done(null, shiftTimes(rest, minutes));
    },
  });
  const told = response.setEncoding('utf8').pipe(byLine);
  return { headers: { ...headers, date: shown }, told };
}
