import { chmod, rm, stat } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { ensurePrivateDir } from '../../platform/files.ts';
import { answerConnect } from './connect-proxy.ts';
import { destinationOf, type NetworkState } from './destination.ts';

/**
 * The proxy that the API server's egress selector names: it turns connections to pods
 * and services into connections to the loopback addresses that answer for them.
 *
 * @param path - of the unix socket; only its owner may connect
 * @throws when another program answers on that socket
 */
export async function startEgressProxy(
  path: string,
  state: () => NetworkState,
): Promise<Server> {
  await ensureOwnDir(dirname(path));
  if (await answers(path)) {
    throw new Error(
      `Another network part answers on ${path}; stop the platform that it belongs to.`,
    );
  }
  await rm(path, { force: true });
  const server = createServer((_, response) => {
    response.writeHead(405, { Allow: 'CONNECT' });
    response.end('This proxy answers only CONNECT.\n');
  });
  server.on('connect', (request, client, head) => {
    void answerConnect(request, client, head, ({ host, port }) =>
      destinationOf(state(), host, port),
    );
  });
  server.listen(path);
  await once(server, 'listening');
  await chmod(path, 0o600);
  return server;
}

/** The folder may lie where others may write: it must be ours, and closed to them. */
async function ensureOwnDir(dir: string): Promise<void> {
  await ensurePrivateDir(dir);
  const { uid, mode } = await stat(dir);
  if (uid !== process.getuid?.() || (mode & 0o077) !== 0) {
    throw new Error(
      `${dir} must belong to you and be closed to others; remove it, or set XDG_RUNTIME_DIR.`,
    );
  }
}

/** Whether something accepts connections on a unix socket. */
export async function answers(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
