import type {
  FastifyInstance,
  FastifyRequest,
  FastifyServerOptions,
} from 'fastify';
import type { Config } from '../config.ts';
import { continueTrace, type Trace } from './trace.ts';

declare module 'fastify' {
  interface FastifyRequest {
    trace: Trace;
  }
}

/** Where lines of the log go. */
export interface LogStream {
  write(line: string): void;
}

type LoggerOptions = Exclude<FastifyServerOptions['logger'], boolean>;

/** Probes and scrapes would fill the log with what nobody reads. */
const QUIET = new Set(['/healthz', '/readyz', '/metrics']);

/** One JSON object a line, with the names that log stores know. */
export function loggerOptions(
  { logLevel, version }: Config,
  stream?: LogStream,
): LoggerOptions {
  return {
    level: logLevel,
    messageKey: 'message',
    base: { version },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: level => ({ level }) },
    ...(stream && { stream }),
  };
}

/** Gives each request its trace and a line in the log that carries it. */
export function traceRequests(app: FastifyInstance): void {
  app.decorateRequest('trace');
  app.addHook('onRequest', (request, reply, done) => {
    request.trace = continueTrace(request.headers);
    const { traceId, spanId } = request.trace;
    const log = request.log.child({ trace_id: traceId, span_id: spanId });
    request.log = log;
    reply.log = log;
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = routeOf(request);
    if (!QUIET.has(route))
      request.log.info(
        {
          method: request.method,
          route,
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime),
        },
        `${request.method} ${route} ${reply.statusCode}`,
      );
    done();
  });
}

/** The route that answered; not the address, which has as many values as there are names. */
export function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'unknown';
}
