import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Duplex } from 'node:stream';
import type { AccessReviewer } from './access.ts';
import { answer } from './answers.ts';
import type { NodeDirectory } from './directory.ts';
import { admit } from './requests.ts';
import { ApiError } from './status.ts';
import { serveStream } from './streams.ts';
import { createUpgrades } from './upgrades.ts';

/** What the kubelet's API needs to run. */
export interface KubeletApiOptions {
  readonly directory: NodeDirectory;
  readonly reviewer: AccessReviewer;
  /** Paths of PEM files: our own pair, and the authority that signs clients. */
  readonly cert: string;
  readonly key: string;
  readonly clientCa: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Told of errors that nobody could be answered with. */
  readonly onError: (error: Error) => void;
}

/** The running API. */
export interface KubeletApi {
  readonly port: number;
  /** Ends it, and every stream with it. */
  close(): Promise<void>;
}

/** Serves the kubelet's HTTPS API for one node. */
export async function startKubeletApi(
  options: KubeletApiOptions,
): Promise<KubeletApi> {
  const server = createServer({
    cert: await readFile(options.cert),
    key: await readFile(options.key),
    ca: await readFile(options.clientCa),
    requestCert: true,
    rejectUnauthorized: false,
    minVersion: 'TLSv1.2',
  });
  const sockets = new Set<Duplex>();
  server.on('secureConnection', (socket: Duplex) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const upgrades = createUpgrades();
  server.on('request', (request, response) => {
    void serveRequest(options, request, response);
  });
  server.on(
    'upgrade',
    (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      socket.on('error', () => socket.destroy());
      admit(request, options.reviewer, options.directory.nodeName)
        .then(admitted =>
          serveStream(
            options.directory,
            upgrades,
            { request, socket, head },
            admitted,
          ),
        )
        .catch(error =>
          refuseUpgrade(socket, request, asApiError(error, options)),
        );
    },
  );
  const port = await listen(server, options);
  return {
    port,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function serveRequest(
  options: KubeletApiOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { directory, reviewer } = options;
  try {
    const admitted = await admit(request, reviewer, directory.nodeName);
    await answer(directory, admitted, response);
  } catch (error) {
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const { code, message } = asApiError(error, options);
    response.writeHead(code, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(`${message}\n`);
  }
}

function listen(server: Server, options: KubeletApiOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      server.on('error', options.onError);
      const address = server.address();
      resolve(
        typeof address === 'object' && address ? address.port : options.port,
      );
    });
  });
}

function asApiError(error: unknown, options: KubeletApiOptions): ApiError {
  if (error instanceof ApiError) return error;
  const cause = error instanceof Error ? error : new Error(String(error));
  options.onError(cause);
  return new ApiError(500, cause.message);
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  500: 'Internal Server Error',
};

/** Answers in plain HTTP; once the protocol was switched there is only closing. */
function refuseUpgrade(
  socket: Duplex,
  request: IncomingMessage,
  error: ApiError,
): void {
  if (socket.destroyed || socket.listenerCount('data') > 0) {
    socket.destroy();
    return;
  }
  const body = `${error.message}\n`;
  const head = [
    `HTTP/${request.httpVersion} ${error.code} ${
      REASONS[error.code] ?? 'Error'
    }`,
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
