import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Duplex } from 'node:stream';
import {
  answerConnect,
  parseAuthority,
  refuse,
  type Authority,
} from './connect-proxy.ts';
import {
  destinationOf,
  type Destination,
  type NetworkState,
} from './destination.ts';
import { dial } from './dial.ts';
import {
  answerText,
  endToEndHeaders,
  forward,
  forwardUpgrade,
  PATIENT_SERVER,
  type Outgoing,
} from './forward.ts';

/** Answers requests that are meant for the proxy itself, such as `/healthz`. */
export type OwnPages = (path: string, response: ServerResponse) => void;

const NO_LIMIT = { readTimeoutMs: 0 };

/**
 * The HTTP proxy through which processes reach services and pods by their cluster names
 * and addresses. The caller's namespace is the user of the proxy's URL.
 */
export function createServiceProxy(
  state: () => NetworkState,
  ownPages: OwnPages,
): Server {
  const destinationFor = (request: IncomingMessage) => {
    const namespace = callerNamespace(request.headers['proxy-authorization']);
    return ({ host, port }: Authority) =>
      destinationOf(state(), host, port, namespace);
  };
  const server = createServer(PATIENT_SERVER);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith('/')) ownPages(request.url, response);
    else void proxyRequest(request, response, destinationFor(request));
  });
  server.on(
    'connect',
    (request: IncomingMessage, client: Duplex, head: Buffer) => {
      void answerConnect(request, client, head, destinationFor(request));
    },
  );
  server.on(
    'upgrade',
    (request: IncomingMessage, client: Duplex, head: Buffer) => {
      void proxyUpgrade(request, client, head, destinationFor(request));
    },
  );
  return server;
}

/** The user name of basic credentials; undefined where there is none. */
export function callerNamespace(authorization?: string): string | undefined {
  const [, encoded] = /^basic\s+(\S+)$/i.exec(authorization ?? '') ?? [];
  if (!encoded) return undefined;
  const [user] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return user || undefined;
}

type DestinationFor = (authority: Authority) => Destination;

interface Parsed {
  readonly authority: Authority;
  readonly outgoing: Outgoing;
}

/** Splits a request in absolute form; undefined when it is none for plain HTTP. */
function parseAbsolute(request: IncomingMessage): Parsed | undefined {
  const [, authorityText = '', rest = ''] =
    /^(?:http|ws):\/\/([^/?#]*)([^#]*)/i.exec(request.url ?? '') ?? [];
  const authority = parseAuthority(authorityText, 80);
  if (!authority) return undefined;
  const headers = endToEndHeaders(request.rawHeaders).filter(
    ([name]) => name.toLowerCase() !== 'host',
  );
  return {
    authority,
    outgoing: {
      path: rest.startsWith('/') ? rest : `/${rest}`,
      headers: [['Host', authorityText], ...headers],
    },
  };
}

const NOT_A_PROXY_REQUEST =
  'This proxy takes CONNECT host:port, or a request for http://host:port/path.';

async function proxyRequest(
  request: IncomingMessage,
  response: ServerResponse,
  destinationFor: DestinationFor,
): Promise<void> {
  const parsed = parseAbsolute(request);
  if (!parsed) {
    answerText(response, 400, NOT_A_PROXY_REQUEST);
    return;
  }
  const destination = destinationFor(parsed.authority);
  if (destination.kind === 'refused') {
    answerText(response, destination.status, destination.message);
    return;
  }
  try {
    const { socket } = await dial(destination.targets);
    await forward(request, response, socket, parsed.outgoing, NO_LIMIT);
  } catch (error) {
    answerText(
      response,
      502,
      error instanceof Error ? error.message : String(error),
    );
  }
}

async function proxyUpgrade(
  request: IncomingMessage,
  client: Duplex,
  head: Buffer,
  destinationFor: DestinationFor,
): Promise<void> {
  client.on('error', () => client.destroy());
  const parsed = parseAbsolute(request);
  if (!parsed) {
    refuse(client, 400, NOT_A_PROXY_REQUEST);
    return;
  }
  const destination = destinationFor(parsed.authority);
  if (destination.kind === 'refused') {
    refuse(client, destination.status, destination.message);
    return;
  }
  try {
    const { socket } = await dial(destination.targets);
    forwardUpgrade(request, client, head, socket, parsed.outgoing);
  } catch (error) {
    refuse(client, 502, error instanceof Error ? error.message : String(error));
  }
}
