import { request } from 'node:http';
import { log } from '../shared/log.mjs';
import { startTrace, traceparent, withinTrace } from '../shared/trace.mjs';

const TIMEOUT_MS = 10_000;
const PRODUCTS = ['kettle', 'teapot', 'cup', 'tea-green', 'tea-black'];
const ORDER_EVERY = 5;

/**
 * What the n-th visit does: mostly looking, every fifth one orders.
 *
 * @param {number} number from 0
 * @returns {{ method: string, path: string, body?: string }}
 */
export function visit(number) {
  if (number % ORDER_EVERY !== ORDER_EVERY - 1)
    return { method: 'GET', path: '/' };
  const product = PRODUCTS[Math.floor(number / ORDER_EVERY) % PRODUCTS.length];
  return {
    method: 'POST',
    path: '/orders',
    body: `product=${product}&quantity=1`,
  };
}

/**
 * Makes one visit, as a browser would, and writes down how it went.
 *
 * @param {string} base URL of the shop
 * @param {number} number
 * @returns {Promise<number>} HTTP status, or 0 when nobody answered
 */
export function makeVisit(base, number) {
  const trace = startTrace(undefined);
  const { method, path, body } = visit(number);
  const headers = {
    traceparent: traceparent(trace),
    'user-agent': 'shop-traffic',
    ...(body && { 'content-type': 'application/x-www-form-urlencoded' }),
  };
  return withinTrace(
    trace,
    () =>
      new Promise(resolve => {
        const done = (
          /** @type {number} */ status,
          /** @type {string} */ reason,
        ) => {
          const level = status > 0 && status < 400 ? 'info' : 'warn';
          log(level, `${method} ${path} ${status || 'no answer'}`, {
            status,
            reason,
          });
          resolve(status);
        };
        const signal = AbortSignal.timeout(TIMEOUT_MS);
        const url = new URL(path, base);
        const outgoing = request(url, { method, headers, signal }, response => {
          response.resume();
          response.once('end', () => done(response.statusCode ?? 0, ''));
          response.once('error', error => done(0, error.message));
        });
        outgoing.once('error', error => done(0, error.message));
        outgoing.end(body);
      }),
  );
}
