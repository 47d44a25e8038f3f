import type { App } from './app.ts';

/**
 * Ends the service without losing a request: it says that it is not ready, serves for a
 * while what is still sent to it, then finishes what it has begun.
 *
 * @param drained - waits for as long as Kubernetes and proxies may take to notice
 */
export async function shutDown(
  { server, health }: App,
  drained: () => Promise<void>,
): Promise<void> {
  health.stopTaking();
  await drained();
  await server.close();
}
