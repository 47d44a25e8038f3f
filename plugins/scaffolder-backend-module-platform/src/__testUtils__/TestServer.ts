import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a test server was asked, and what it answers. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly authorization?: string;
  readonly body: string;
}

/** An answer: a status, and what is sent as JSON, text or headers with it. */
export interface Answer {
  readonly status: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly headers?: Record<string, string>;
}

/** A server that answers as a test says, and remembers what it was asked. */
export class TestServer {
  readonly asked: Exchange[] = [];
  readonly #server: Server;

  private constructor(answer: (asked: Exchange) => Answer) {
    this.#server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8');
      request.on('data', (chunk: string) => {
        body += chunk;
      });
      request.on('end', () => {
        const asked = {
          method: request.method ?? '',
          path: request.url ?? '',
          authorization: request.headers.authorization,
          body,
        };
        this.asked.push(asked);
        const { status, json, text, headers = {} } = answer(asked);
        response.writeHead(status, headers);
        response.end(json === undefined ? text : JSON.stringify(json));
      });
    });
  }

  static async start(answer: (asked: Exchange) => Answer): Promise<TestServer> {
    const server = new TestServer(answer);
    await new Promise<void>(done =>
      server.#server.listen(0, '127.0.0.1', done),
    );
    return server;
  }

  /** Host and port. */
  get host(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `127.0.0.1:${port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(done => this.#server.close(done));
  }
}
