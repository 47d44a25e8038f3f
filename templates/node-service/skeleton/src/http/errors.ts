import type { FastifyInstance } from 'fastify';

/**
 * Answers to requests that failed. A caller learns what was wrong with the request; what
 * went wrong in here goes into the log, and the caller gets the trace to find it by.
 */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const status = statusOf(error);
    if (status < 500)
      return reply.code(status).send({ error: (error as Error).message });
    request.log.error({ err: error }, 'the request failed');
    const { traceId } = request.trace;
    return reply
      .code(status)
      .send({ error: `Internal error, logged with trace ${traceId}` });
  });
  app.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .send({ error: `There is no ${request.method} ${request.url}` }),
  );
}

function statusOf(error: unknown): number {
  if (!(error instanceof Error) || !('statusCode' in error)) return 500;
  const { statusCode } = error;
  return typeof statusCode === 'number' && statusCode >= 400 ? statusCode : 500;
}
