import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';

/**
 * Copies bytes both ways until both sides have ended. Either side may end its half
 * first; an error on one destroys the other.
 */
export function tunnel(client: Duplex, upstream: Socket): void {
  const destroy = () => {
    client.destroy();
    upstream.destroy();
  };
  for (const side of [client, upstream]) {
    side.on('error', destroy);
    side.on('close', () => {
      if (!side.readableEnded || !side.writableFinished) destroy();
    });
  }
  client.pipe(upstream);
  upstream.pipe(client);
}
