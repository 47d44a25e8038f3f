import Fastify, { LogController, type FastifyInstance } from 'fastify';
import type { Config } from './config.ts';
import { answerErrors } from './http/errors.ts';
import { healthRoutes, type Health } from './http/health.ts';
import {
  loggerOptions,
  traceRequests,
  type LogStream,
} from './http/logging.ts';
import { measureRequests } from './http/metrics.ts';
import { readSite } from './site/files.ts';
import { siteRoutes } from './site/routes.ts';
import { restrictBrowsers } from './site/security.ts';

/** The site, ready to listen. */
export interface App {
  readonly server: FastifyInstance;
  readonly health: Health;
}

/** What tests give in place of the real thing. */
export interface Surroundings {
  readonly log?: LogStream;
  /** Folder of the pages. */
  readonly site?: string;
}

/** Puts the server together. */
export function buildApp(config: Config, surroundings: Surroundings = {}): App {
  const server = Fastify({
    logger: loggerOptions(config, surroundings.log),
    // traceRequests writes one line instead of two.
    logController: new LogController({ disableRequestLogging: true }),
  });
  traceRequests(server);
  restrictBrowsers(server);
  const registry = measureRequests(server);
  answerErrors(server);
  const health = healthRoutes(server, config.version);
  siteRoutes(server, registry, readSite(surroundings.site ?? 'dist/pages'));
  return { server, health };
}
