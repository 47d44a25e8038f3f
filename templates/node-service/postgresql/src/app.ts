import Fastify, { LogController, type FastifyInstance } from 'fastify';
import type { Config } from './config.ts';
import { greetingRoutes } from './greetings/routes.ts';
import { answerErrors } from './http/errors.ts';
import {
  healthRoutes,
  type Health,
  type ReadinessCheck,
} from './http/health.ts';
import {
  loggerOptions,
  traceRequests,
  type LogStream,
} from './http/logging.ts';
import { measureRequests } from './http/metrics.ts';
import type { Notes } from './notes/notes.ts';
import { noteRoutes } from './notes/routes.ts';

/** The service, ready to listen. */
export interface App {
  readonly server: FastifyInstance;
  readonly health: Health;
}

/** What the service is given; in tests in place of the real thing. */
export interface Surroundings {
  readonly log?: LogStream;
  readonly checks?: Readonly<Record<string, ReadinessCheck>>;
  /** Missing as long as no database is bound. */
  readonly notes?: Notes;
}

/** Puts the service together. */
export function buildApp(config: Config, surroundings: Surroundings = {}): App {
  const server = Fastify({
    logger: loggerOptions(config, surroundings.log),
    // traceRequests writes one line instead of two.
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 500 },
  });
  traceRequests(server);
  const registry = measureRequests(server);
  answerErrors(server);
  const health = healthRoutes(server, config.version, surroundings.checks);
  greetingRoutes(server, registry);
  noteRoutes(server, surroundings.notes);
  return { server, health };
}
