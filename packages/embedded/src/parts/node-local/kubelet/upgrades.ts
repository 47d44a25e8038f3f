import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { createWebSocketStream, type WebSocket, WebSocketServer } from 'ws';
import { CHANNEL_PROTOCOLS, Channels } from './channels.ts';
import { PORT_FORWARD_PROTOCOL } from './port-forward.ts';

const MOST_MESSAGE_BYTES = 32 * 1024 * 1024;

/** Turns requests into WebSockets. */
export interface Upgrades {
  /** For `exec` and `attach`; undefined when the client speaks none of our protocols. */
  channels(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): Promise<Channels> | undefined;
  /** For port forwarding: the bytes inside the WebSocket. */
  tunnel(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): Promise<Duplex> | undefined;
}

/** Makes the two kinds of WebSocket that the API has. */
export function createUpgrades(): Upgrades {
  const options = {
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MOST_MESSAGE_BYTES,
  };
  const channelServer = new WebSocketServer({
    ...options,
    handleProtocols: offered =>
      CHANNEL_PROTOCOLS.find(name => offered.has(name)) ?? false,
  });
  const tunnelServer = new WebSocketServer(options);
  // `ws` takes a slash in a protocol's name for a syntax error, so it is not shown the
  // name, and the answer to it is added by hand.
  tunnelServer.on('headers', headers => {
    headers.push(`Sec-WebSocket-Protocol: ${PORT_FORWARD_PROTOCOL}`);
  });
  return {
    channels(request, socket, head) {
      if (!CHANNEL_PROTOCOLS.some(name => offers(request, name)))
        return undefined;
      return accept(
        channelServer,
        request,
        socket,
        head,
        ws => new Channels(ws),
      );
    },
    tunnel(request, socket, head) {
      if (!offers(request, PORT_FORWARD_PROTOCOL)) return undefined;
      delete request.headers['sec-websocket-protocol'];
      return accept(tunnelServer, request, socket, head, createWebSocketStream);
    },
  };
}

function accept<T>(
  server: WebSocketServer,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  wrap: (ws: WebSocket) => T,
): Promise<T> {
  return new Promise((resolve, reject) => {
    socket.once('close', () => reject(new Error('the client went away')));
    server.handleUpgrade(request, socket, head, ws => resolve(wrap(ws)));
  });
}

function offers(request: IncomingMessage, protocol: string): boolean {
  const header = request.headers['sec-websocket-protocol'] ?? '';
  return header.split(',').some(name => name.trim() === protocol);
}
