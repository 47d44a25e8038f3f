import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Paths of lists and watches, with what they say; anything else is not there. */
export interface Script {
  /** Asked before a watch as well; a `Status` is answered with its code. */
  readonly list: (path: string, query: URLSearchParams) => object | undefined;
  /** A watch stays open until the server is closed. */
  readonly watch: (
    path: string,
    response: ServerResponse,
    query: URLSearchParams,
  ) => void;
}

/** An API server that says what a test tells it to say, for what a real one cannot do here. */
export class ScriptedServer {
  readonly #server;

  private constructor({ list, watch }: Script) {
    this.#server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://server');
      const page = list(url.pathname, url.searchParams);
      if (/^\/(version|readyz)$/.test(url.pathname)) {
        response.end('{}');
      } else if (!page) {
        response.writeHead(404).end('{}');
      } else if (isStatus(page)) {
        response.writeHead(page.code).end(JSON.stringify(page));
      } else if (url.searchParams.has('watch')) {
        response.writeHead(200).flushHeaders();
        watch(url.pathname, response, url.searchParams);
      } else {
        response.end(JSON.stringify(page));
      }
    });
  }

  static async start(script: Script): Promise<ScriptedServer> {
    const server = new ScriptedServer(script);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }
}

function isStatus(page: object): page is { code: number } {
  return 'kind' in page && page.kind === 'Status' && 'code' in page;
}
