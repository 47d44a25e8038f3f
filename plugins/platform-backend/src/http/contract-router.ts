import type { LoggerService } from '@backstage/backend-plugin-api';
import { OpenAPIHandler } from '@orpc/openapi/node';
import type { Router } from '@orpc/server';
import { BodyLimitPlugin } from '@orpc/server/node';
import { platformContract } from '@pilothouse/plugin-platform-common';
import { linkSignals, loggable } from '@pilothouse/plugin-platform-node';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { errorBody, isOurFault, toWireError } from './errors';
import { eventStream } from './event-stream';
import { keptJson } from './json-bytes';
import { sendKeptJson } from './send-json';
import { untilAborted } from './streams';

/** What every procedure is given besides its input. */
export interface RequestContext {
  readonly request: Request;
  readonly response: Response;
  /** Fires when the browser has gone or the portal shuts down. */
  readonly signal: AbortSignal;
}

interface AnswerContext extends RequestContext {
  /** The answer, where it is kept as it is sent. */
  kept?: Uint8Array;
}

/** The procedures behind the contract. */
export type PlatformRouter = Router<typeof platformContract, RequestContext>;

/** Configures procedures whose answers are held to the contract where they are made, once. */
export const checkedWhereMade = { initialOutputValidationIndex: Number.NaN };

const maxBodyBytes = 1024 * 1024;
const heartbeatMs = 5_000;

/**
 * The one place in which the contract meets Express: errors leave as Backstage's own
 * bodies, bodies are limited, and streams of events pass compression, keep their
 * connection alive and end with `shutdown`.
 *
 * @param prefix - path below which the backend mounts the plugin, `/api/<plugin>`
 */
export function contractRouter(options: {
  router: PlatformRouter;
  prefix: `/${string}`;
  logger: LoggerService;
  shutdown: AbortSignal;
}): RequestHandler {
  const { router, prefix, logger, shutdown } = options;

  const wireError = (error: unknown, { request }: RequestContext) => {
    const { method, originalUrl: url } = request;
    const wire = toWireError(error, { method, url });
    if (isOurFault(wire)) {
      logger.error(`${method} ${url} failed`, loggable(error));
    }
    return wire;
  };

  const handler = new OpenAPIHandler<AnswerContext>(router, {
    plugins: [new BodyLimitPlugin({ maxBodySize: maxBodyBytes })],
    customErrorResponseBodyEncoder: errorBody,
    interceptors: [
      async ({ next, context }) => {
        const result = await next();
        if (!context.kept) return result;
        sendKeptJson(context.request, context.response, context.kept);
        return { matched: false, response: undefined };
      },
    ],
    clientInterceptors: [
      async ({ next, context }) => {
        try {
          const output = await next();
          // What is kept as bytes passes by what would copy it and write it anew.
          context.kept = keptJson(output);
          if (context.kept) return undefined;
          if (!isAsyncIterator(output)) {
            return output;
          }
          // Compression would hold events back until its buffer is full.
          context.response.setHeader('cache-control', 'no-cache, no-transform');
          context.response.setHeader('content-type', 'text/event-stream');
          const events = untilAborted(output, context.signal, error =>
            wireError(error, context),
          );
          return eventStream(events, heartbeatMs);
        } catch (error) {
          throw wireError(error, context);
        }
      },
    ],
  });

  return (request: Request, response: Response, next: NextFunction) => {
    const context: AnswerContext = {
      request,
      response,
      signal: linkSignals(shutdown, whenClosed(response)).signal,
    };
    handler
      .handle(request, response, { prefix, context })
      .then(({ matched }) => (matched || context.kept ? undefined : next()))
      .catch(next);
  };
}

function whenClosed(response: Response): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  return controller.signal;
}

function isAsyncIterator(value: unknown): value is AsyncIterator<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Symbol.asyncIterator in value &&
    'next' in value
  );
}
