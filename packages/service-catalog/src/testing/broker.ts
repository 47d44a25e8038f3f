import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request as the broker got it. */
export interface Heard {
  readonly method: string;
  /** Without what a query says. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
  readonly body?: unknown;
}

/** What it answers, or what it does instead. */
export type Reply =
  | {
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | 'never'
  | 'hang up';

/** Answers a request; undefined where it knows nothing to say. */
export type Behavior = (heard: Heard) => Reply | undefined;

/** A broker on loopback that behaves as a test wants. */
export interface TestBroker {
  readonly url: string;
  readonly heard: readonly Heard[];
  /** Behaves so from now on. */
  behave(behavior: Behavior): void;
  /** How often something was asked for. */
  count(method: string, path?: RegExp): number;
  close(): Promise<void>;
}

export async function openBroker(
  initial: Behavior = () => undefined,
): Promise<TestBroker> {
  const heard: Heard[] = [];
  let behavior = initial;
  const server: Server = createServer((incoming, outgoing) => {
    void (async () => {
      const url = new URL(incoming.url ?? '', 'http://broker');
      const raw = await text(incoming);
      const request: Heard = {
        method: incoming.method ?? '',
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        headers: incoming.headers,
        ...(raw && { body: JSON.parse(raw) as unknown }),
      };
      heard.push(request);
      const reply = behavior(request) ?? {
        status: 501,
        body: { description: 'not thought of' },
      };
      if (reply === 'never') return;
      if (reply === 'hang up') {
        incoming.socket.destroy();
        return;
      }
      const { status, body = {}, headers } = reply;
      outgoing.writeHead(status, {
        'Content-Type': 'application/json',
        ...headers,
      });
      outgoing.end(typeof body === 'string' ? body : JSON.stringify(body));
    })();
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    heard,
    behave(next) {
      behavior = next;
    },
    count: (method, path = /./) =>
      heard.filter(each => each.method === method && path.test(each.path))
        .length,
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => {
        server.close(resolve);
      });
    },
  };
}

/** A catalog of one service with two plans. */
export const CATALOG = {
  services: [
    {
      id: 'service-1',
      name: 'cache',
      description: 'Keeps things for a while',
      bindable: true,
      plan_updateable: true,
      bindings_retrievable: true,
      plans: [
        {
          id: 'plan-small',
          name: 'small',
          description: 'For trying out',
          maximum_polling_duration: 3_600,
          schemas: {
            service_instance: {
              create: {
                parameters: {
                  type: 'object',
                  properties: { size: { type: 'integer' } },
                },
              },
            },
          },
        },
        {
          id: 'plan-large',
          name: 'large',
          description: 'For much',
          free: false,
        },
      ],
    },
  ],
};
