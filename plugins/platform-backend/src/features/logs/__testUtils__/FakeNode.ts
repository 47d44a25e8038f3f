import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { ServerResponse } from 'node:http';
import { issueCertificate } from '../../../kube/testing/certificates';
import type { TestCluster } from '../../../kube/testing/TestCluster';

/** What the API server asks of a kubelet for a log, answered for one container. */
export class FakeNode {
  readonly #server: Server;
  readonly #readers = new Set<ServerResponse>();
  readonly #lines: string[] = [];

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Starts one, and makes it known to the cluster as the node `near`. */
  static async of(cluster: TestCluster): Promise<FakeNode> {
    const { cert, key } = await issueCertificate(
      cluster,
      { from: -5, until: 60 },
      '127.0.0.1',
    );
    const server = createServer({ cert, key });
    const node = new FakeNode(server);
    server.on('request', (_, response) => node.#answer(response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port: Port } = server.address() as AddressInfo;
    await cluster.ask({
      method: 'POST',
      path: '/api/v1/nodes',
      body: { metadata: { name: 'near' } },
    });
    await cluster.ask({
      method: 'PATCH',
      path: '/api/v1/nodes/near/status',
      headers: { 'content-type': 'application/merge-patch+json' },
      body: JSON.stringify({
        status: {
          addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
          daemonEndpoints: { kubeletEndpoint: { Port } },
        },
      }),
    });
    return node;
  }

  /** Whether somebody follows the log. */
  get isFollowed(): boolean {
    return this.#readers.size > 0;
  }

  /** Writes a line of the log. */
  write(text: string): void {
    const at = new Date().toISOString().replace('Z', '000000Z');
    const line = `${at} ${text}\n`;
    this.#lines.push(line);
    this.#readers.forEach(reader => reader.write(line));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #answer(response: ServerResponse): void {
    this.#readers.add(response);
    response.on('close', () => this.#readers.delete(response));
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.write(this.#lines.join(''));
  }
}
