import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import express from 'express';
import { mockServices } from '@backstage/backend-test-utils';
import {
  contractRouter,
  type PlatformRouter,
} from '../../http/contract-router';
import { metered } from '../../metrics/__testUtils__/metered';
import { LiveHub } from '../LiveHub';
import { liveMetrics } from '../metrics';
import { fixedOutlook, type LiveAnswers } from '../Outlook';
import { liveProcedures } from '../procedures';

/** Weight of each change of the view, in bytes. */
export const weight = 1024 * 1024;

/** A portal whose one view weighs a megabyte, all of which changes each time. */
export class ChangingPortal {
  readonly hub = new LiveHub(error => ({ name: 'Error', message: `${error}` }));
  readonly responses: ServerResponse[] = [];
  readonly #metered = metered();
  readonly #shutdown = new AbortController();
  readonly #server: Server;
  #tell: () => void = () => {};
  #version = 0;

  /** @param patience - how long a browser may take nothing, in milliseconds */
  constructor(patience: number) {
    this.hub.follow({
      subscribe: listener => {
        this.#tell = () => listener(['view']);
        return () => {};
      },
    });
    const services = {
      outlookOf: async () =>
        fixedOutlook({
          key: 'all',
          evaluate: (_: object, reads: Set<string>) => {
            reads.add('view');
            return { note: `${this.#version} ${'x'.repeat(weight)}` };
          },
        }),
    };
    const live = liveProcedures({
      hub: this.hub,
      answers: { 'services.list': services } as unknown as LiveAnswers,
      httpAuth: mockServices.httpAuth(),
      metrics: liveMetrics(this.#metered.meter),
      failure: error => ({ name: 'Error', message: `${error}` }),
      patience,
    });
    const app = express();
    app.use((_request, response, next) => {
      this.responses.push(response);
      next();
    });
    app.use(
      contractRouter({
        router: { live } as unknown as PlatformRouter,
        prefix: '/api/platform',
        logger: mockServices.logger.mock(),
        shutdown: this.#shutdown.signal,
      }),
    );
    this.#server = createServer(app);
  }

  async listen(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  change(): void {
    this.#version += 1;
    this.#tell();
  }

  /** One of the live metrics, by name and labels. */
  async metric(name: string): Promise<number> {
    return (await this.#metered.read())[name] ?? 0;
  }

  /** A browser that looks at the view, and takes nothing until it is resumed. */
  async stall(revision?: string): Promise<Socket> {
    const { port } = this.#server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1').pause();
    socket.on('error', () => {});
    await once(socket, 'connect');
    const views = [{ id: 'v', query: 'services.list', input: {}, revision }];
    const body = JSON.stringify({ views });
    const head = [
      'POST /api/platform/live HTTP/1.1',
      'host: portal',
      'content-type: application/json',
      `content-length: ${body.length}`,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
    return socket;
  }

  async close(): Promise<void> {
    this.#shutdown.abort();
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }
}
