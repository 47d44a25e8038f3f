import type { FastifyInstance } from 'fastify';

/** Throws when something is missing that requests need, for example a database. */
export type ReadinessCheck = () => Promise<void>;

/** Whether the process takes requests, asked by Kubernetes. */
export interface Health {
  /** From now on the service is not ready, so that no new requests are sent to it. */
  stopTaking(): void;
}

/**
 * `GET /healthz` answers as long as the process lives: Kubernetes restarts it when not.
 * `GET /readyz` answers 200 only while requests can be served: Kubernetes sends none
 * otherwise. What a check misses belongs there and not into `/healthz`, because a restart
 * does not bring a database back.
 */
export function healthRoutes(
  app: FastifyInstance,
  version: string,
  checks: Readonly<Record<string, ReadinessCheck>> = {},
): Health {
  let stopping = false;
  app.get('/healthz', () => ({ status: 'ok', version }));
  app.get('/readyz', async (request, reply) => {
    if (stopping) return reply.code(503).send({ status: 'stopping' });
    const missing: string[] = [];
    for (const [name, check] of Object.entries(checks))
      await check().catch((error: unknown) => {
        request.log.warn({ err: error }, `not ready: ${name}`);
        missing.push(name);
      });
    if (missing.length === 0) return { status: 'ready' };
    return reply.code(503).send({ status: 'not ready', missing });
  });
  return {
    stopTaking: () => {
      stopping = true;
    },
  };
}
