import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { TLSSocket } from 'node:tls';
import { TestAuthority, type Pair } from './certificates';

/** An API server over TLS that has one pod and lets in whom it knows. */
export class TestApiServer {
  readonly authority: TestAuthority;
  readonly #server: Server;
  /** Bearer tokens that it accepts, in place of a client certificate. */
  readonly tokens = new Set<string>();
  /** Who asked, in turn: the common name of a certificate, or a token. */
  readonly callers: string[] = [];

  private constructor(authority: TestAuthority, { cert, key }: Pair) {
    this.authority = authority;
    this.#server = createServer(
      {
        cert,
        key,
        ca: authority.cert,
        requestCert: true,
        rejectUnauthorized: false,
      },
      (request, response) => this.#answer(request, response),
    );
  }

  static async listen(): Promise<TestApiServer> {
    const authority = await TestAuthority.create();
    const server = new TestApiServer(authority, await authority.sign('server'));
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `https://127.0.0.1:${port}`;
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const caller = this.#callerOf(request);
    if (!caller) {
      response.writeHead(401).end('{}');
      return;
    }
    this.callers.push(caller);
    const isPods = request.url?.startsWith('/api/v1/pods');
    const items = isPods ? [{ metadata: { name: 'web-1' } }] : [];
    response
      .writeHead(200, { 'Content-Type': 'application/json' })
      .end(JSON.stringify({ kind: 'PodList', items }));
  }

  #callerOf({ headers, socket }: IncomingMessage): string | undefined {
    if (socket instanceof TLSSocket && socket.authorized) {
      return String(socket.getPeerCertificate().subject.CN);
    }
    const token = headers.authorization?.replace(/^Bearer /, '');
    return token && this.tokens.has(token) ? token : undefined;
  }
}
