import { once } from 'node:events';
import { createServer, request, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';
import { issueCertificate } from './certificates';
import type { TestCluster } from './TestCluster';

/**
 * A proxy before an API server that ends TLS, speaks HTTP/1.1 and keeps the connections of
 * clients alive by itself. Cut, it loses its own half of what is under way without a word.
 */
export class TerminatingProxy {
  readonly #underWay = new Set<() => void>();
  #cut = false;

  private constructor(private readonly server: Server) {}

  static async before(cluster: TestCluster): Promise<TerminatingProxy> {
    const valid = { from: -60, until: 60 };
    // Whoever ends TLS has to say itself who asks.
    const asAdministrator = await issueCertificate(cluster, valid);
    const own = { cert: asAdministrator.cert, key: asAdministrator.key };
    const server = createServer(
      await issueCertificate(cluster, valid, '127.0.0.1'),
    );
    const proxy = new TerminatingProxy(server);
    server.on('request', (near, answer) => {
      const { method, headers, url } = near;
      const far = request(
        new URL(url ?? '/', cluster.details.url),
        { method, headers, rejectUnauthorized: false, ...own },
        response => {
          answer.writeHead(response.statusCode ?? 502, response.headers);
          answer.flushHeaders();
          const lose = () => response.unpipe(answer).pause();
          proxy.#underWay.add(lose);
          answer.once('close', () => proxy.#underWay.delete(lose));
          response.pipe(answer);
        },
      );
      far.on('error', () => answer.destroy());
      answer.once('close', () => far.destroy());
      if (!proxy.#cut) pipeline(near, far, () => {});
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

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}
