import { once } from 'node:events';
import {
  createServer,
  request,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';

/** Stands before a server and counts what it is asked. */
export class CountingProxy {
  /** Without a slash at its end. */
  readonly url: string;
  readonly #server: Server;
  requests = 0;

  private constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  /** @param target - address of the server, without a path */
  static async before(target: string): Promise<CountingProxy> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const proxy = new CountingProxy(server, `http://127.0.0.1:${port}`);
    server.on('request', (asked, answer) => {
      proxy.requests += 1;
      forward(target, asked, answer);
    });
    return proxy;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

function forward(
  target: string,
  asked: IncomingMessage,
  answer: ServerResponse,
): void {
  const { method, url = '/', headers } = asked;
  const onward = request(new URL(url, target), { method, headers });
  onward.once('response', reply => {
    answer.writeHead(reply.statusCode ?? 502, reply.headers);
    pipeline(reply, answer, () => {});
  });
  onward.once('error', () => answer.destroy());
  pipeline(asked, onward, () => {});
}
