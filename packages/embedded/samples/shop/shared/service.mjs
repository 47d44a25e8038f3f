import { createServer } from 'node:http';
import { UpstreamError } from './client.mjs';
import { log } from './log.mjs';
import { Metrics } from './metrics.mjs';
import { startTrace, withinTrace } from './trace.mjs';

const MOST_BODY_BYTES = 64 * 1024;
const DRAIN_MS = 500;

/** An answer that is not a success, with a sentence for the caller. */
export class HttpError extends Error {
  /** @param {number} status @param {string} message */
  constructor(status, message) {
    super(message);
    this.name = 'HttpError';
    this.status = status;
  }
}

/**
 * @typedef {object} Incoming
 * @property {URL} url
 * @property {string} body
 * @property {string} contentType
 *
 * @typedef {object} Answer
 * @property {number} [status]
 * @property {string} [type] of the body; default JSON
 * @property {unknown} [body]
 * @property {Record<string, string>} [headers]
 *
 * @typedef {(incoming: Incoming) => Answer | Promise<Answer>} Handler
 *
 * @typedef {object} ServiceOptions
 * @property {Readonly<Record<string, Handler>>} routes by `METHOD /path`
 * @property {Metrics} [metrics]
 * @property {string} [host]
 * @property {number} [port]
 *
 * @typedef {object} Service
 * @property {number} port
 * @property {() => Promise<void>} stop lets go of what is under way first
 */

/**
 * Serves the routes, and besides them what every service has: `/healthz`, `/readyz`,
 * `/metrics`, one log line and one trace step for each request.
 *
 * @param {ServiceOptions} options
 * @returns {Promise<Service>}
 */
export async function startService({
  routes,
  metrics = new Metrics(),
  host,
  port,
}) {
  const observe = requestFigures(metrics);
  let draining = false;
  /** @type {Readonly<Record<string, Handler>>} */
  const all = {
    ...routes,
    'GET /healthz': () => ({ body: { status: 'ok' } }),
    'GET /readyz': () =>
      draining
        ? { status: 503, body: { status: 'stopping' } }
        : { body: { status: 'ready' } },
    'GET /metrics': () => ({
      type: 'text/plain; version=0.0.4',
      body: metrics.text(),
    }),
  };
  const server = createServer((request, response) => {
    const trace = startTrace(single(request.headers.traceparent));
    withinTrace(trace, () => serve(request, response, all, observe)).catch(
      error => {
        log('error', 'a request could not be answered', {
          reason: String(error),
        });
        response.destroy();
      },
    );
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port ?? 8080, host ?? '127.0.0.1', () => resolve(undefined));
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    async stop() {
      draining = true;
      await new Promise(resolve => setTimeout(resolve, DRAIN_MS));
      const closed = new Promise(resolve => server.close(resolve));
      server.closeIdleConnections();
      await closed;
    },
  };
}

/**
 * Runs a service as a process: on the address that the node gives it, until it is told
 * to stop.
 *
 * @param {Omit<ServiceOptions, 'host' | 'port'>} options
 */
export async function runService(options) {
  const host = process.env.PILOTHOUSE_BIND_ADDRESS ?? '0.0.0.0';
  const service = await startService({ ...options, host, port: 8080 });
  log('info', 'listening', { host, port: service.port });
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.once(signal, () => {
      log('info', 'stopping', { signal });
      void service.stop().then(() => process.exit(0));
    });
  }
}

/** @param {Metrics} metrics */
function requestFigures(metrics) {
  const requests = metrics.counter('http_requests_total', 'Requests answered.');
  const durations = metrics.histogram(
    'http_request_duration_seconds',
    'Time from the request to the end of its answer.',
  );
  metrics.gauge('process_resident_memory_bytes', 'Resident memory.', () => [
    [{}, process.memoryUsage.rss()],
  ]);
  return (
    /** @type {string} */ route,
    /** @type {number} */ status,
    /** @type {number} */ seconds,
  ) => {
    const [method = '', path = ''] = route.split(' ');
    requests.add({ method, route: path, code: String(status) });
    durations.observe({ method, route: path }, seconds);
  };
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {Readonly<Record<string, Handler>>} routes
 * @param {ReturnType<typeof requestFigures>} observe
 */
async function serve(request, response, routes, observe) {
  const started = performance.now();
  const url = new URL(request.url ?? '/', 'http://service');
  const key = `${request.method} ${url.pathname}`;
  const handler = Object.hasOwn(routes, key) ? routes[key] : undefined;
  const answer = await attempt(async () => {
    if (!handler) throw new HttpError(404, `there is no ${key}`);
    const body = await readBody(request);
    return handler({
      url,
      body,
      contentType: request.headers['content-type'] ?? '',
    });
  });
  const { status = 200, type = 'application/json', body, headers } = answer;
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? null);
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(text);
  const seconds = (performance.now() - started) / 1000;
  observe(handler ? key : `${request.method} other`, status, seconds);
  if (/^GET \/(healthz|readyz|metrics)$/.test(key)) return;
  log(status >= 500 ? 'error' : 'info', `${key} ${status}`, {
    status,
    ms: Math.round(seconds * 1000),
    ...(answer.reason !== undefined && { reason: answer.reason }),
  });
}

/**
 * @param {() => Promise<Answer>} work
 * @returns {Promise<Answer & { reason?: string }>}
 */
async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof HttpError) {
      return {
        status: error.status,
        body: { error: message },
        reason: message,
      };
    }
    if (error instanceof UpstreamError) {
      const status = error.status === 0 ? 504 : 502;
      return { status, body: { error: message }, reason: message };
    }
    return { status: 500, body: { error: 'internal error' }, reason: message };
  }
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @returns {Promise<string>}
 */
async function readBody(request) {
  const chunks = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > MOST_BODY_BYTES)
      throw new HttpError(413, 'the request is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** @param {string | string[] | undefined} value */
function single(value) {
  return Array.isArray(value) ? value[0] : value;
}
