import { setTimeout } from 'node:timers/promises';
import type { App } from './app.ts';

/**
 * Ends the service without losing a request: it says that it is not ready, serves for a
 * while what is still sent to it, then finishes what it has begun.
 *
 * @param drainMs - how long Kubernetes and proxies may take to notice
 */
export async function shutDown(
  { server, health }: App,
  drainMs: number,
): Promise<void> {
  health.stopTaking();
  await setTimeout(drainMs);
  await server.close();
}
