import { createServer, request } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';

interface Options {
  readonly upstream: { readonly host: string; readonly port: number };
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/**
 * Stands in front of an API server and keeps what is asked of it, as its audit log need not
 * tell of reads.
 */
export class RecordingApiServer {
  private readonly server: Server;
  private readonly asked: string[] = [];

  constructor({ upstream, ca, cert, key }: Options) {
    this.server = createServer({ cert, key }, (incoming, outgoing) => {
      const { method, url: path = '/', headers } = incoming;
      this.asked.push(`${method} ${path}`);
      const onward = request({ ...upstream, ca, method, path, headers });
      onward.on('response', answer => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        // A watch on which nothing happens has been answered all the same.
        outgoing.flushHeaders();
        answer.pipe(outgoing);
        answer.once('error', () => outgoing.destroy());
      });
      onward.once('error', () => outgoing.destroy());
      outgoing.once('close', () => onward.destroy());
      incoming.pipe(onward);
    });
  }

  /** @returns its address */
  async listen(): Promise<string> {
    await new Promise<void>(done => {
      this.server.listen(0, '127.0.0.1', done);
    });
    const { port } = this.server.address() as AddressInfo;
    return `https://127.0.0.1:${port}`;
  }

  /** How often objects of a kind were asked for; a watch asks for changes alone. */
  readsOf(plural: string): number {
    const path = new RegExp(`^GET [^?]*/${plural}(/|[?]|$)`);
    return this.asked.filter(
      one => path.test(one) && !/[?&]watch=(true|1)/.test(one),
    ).length;
  }

  async close() {
    this.server.closeAllConnections();
    await new Promise(done => {
      this.server.close(done);
    });
  }
}
