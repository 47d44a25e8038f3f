import { request } from 'node:http';
import { log } from './log.mjs';
import { currentTrace, startTrace, traceparent } from './trace.mjs';

const TIMEOUT_MS = 2000;
const MOST_BYTES = 1024 * 1024;

/** Another service did not answer, or not with success. */
export class UpstreamError extends Error {
  /**
   * @param {string} service
   * @param {number} status HTTP status that it gave, or 0 when it gave none
   * @param {string} message
   */
  constructor(service, status, message) {
    super(`${service}: ${message}`);
    this.name = 'UpstreamError';
    this.service = service;
    this.status = status;
  }
}

/**
 * Calls another service with JSON and passes the trace on. Its name means something to
 * the proxy that HTTP_PROXY names, which Node.js goes through when NODE_USE_ENV_PROXY is 1.
 *
 * @param {string} service its DNS name
 * @param {string} path
 * @param {{ method?: string, body?: unknown }} [options]
 * @returns {Promise<any>} the parsed answer, or null for an empty one
 * @throws {UpstreamError} when it does not answer within 2 s, or not with 2xx
 */
export async function call(service, path, { method = 'GET', body } = {}) {
  const base =
    process.env[`${service.toUpperCase()}_URL`] ?? `http://${service}:8080`;
  const payload = body === undefined ? undefined : JSON.stringify(body);
  const started = performance.now();
  try {
    const { status, text } = await send(new URL(path, base), method, payload);
    if (status >= 300)
      throw new UpstreamError(service, status, reasonOf(text, status));
    return text === '' ? null : JSON.parse(text);
  } catch (error) {
    const failure =
      error instanceof UpstreamError ? error : wrap(service, error);
    log('warn', 'call failed', {
      upstream: service,
      path,
      status: failure.status,
      reason: failure.message,
      ms: Math.round(performance.now() - started),
    });
    throw failure;
  }
}

/**
 * @param {URL} url
 * @param {string} method
 * @param {string | undefined} payload
 * @returns {Promise<{ status: number, text: string }>}
 */
function send(url, method, payload) {
  return new Promise((resolve, reject) => {
    const headers = {
      accept: 'application/json',
      traceparent: traceparent(currentTrace() ?? startTrace(undefined)),
      ...(payload !== undefined && { 'content-type': 'application/json' }),
    };
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const outgoing = request(url, { method, headers, signal }, response => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', chunk => {
        text += chunk;
        if (text.length > MOST_BYTES)
          response.destroy(new Error('the answer is too long'));
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(payload);
  });
}

/** @param {string} service @param {unknown} error */
function wrap(service, error) {
  const reason = error instanceof Error ? error : new Error(String(error));
  const message =
    reason.name === 'TimeoutError' || reason.name === 'AbortError'
      ? `no answer within ${TIMEOUT_MS / 1000} s`
      : reason.message;
  return new UpstreamError(service, 0, message);
}

/** @param {string} text @param {number} status */
function reasonOf(text, status) {
  try {
    return String(JSON.parse(text).error ?? `answered ${status}`);
  } catch {
    return `answered ${status}`;
  }
}
