import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/**
 * @typedef {object} Trace one step of a request on its way through the services
 * @property {string} traceId 32 hexadecimal digits, the same for the whole way
 * @property {string} spanId 16 hexadecimal digits, of this step
 * @property {string} flags 2 hexadecimal digits, passed on as they came
 */

/** @type {AsyncLocalStorage<Trace>} */
const storage = new AsyncLocalStorage();
const PATTERN = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})/;

/**
 * The step that a request with this `traceparent` header begins (W3C Trace Context,
 * level 1); without a good header it is the first step of a new trace.
 *
 * @param {string | undefined} header
 * @returns {Trace}
 */
export function startTrace(header) {
  const [, traceId, parentId, flags = '01'] = PATTERN.exec(header ?? '') ?? [];
  const known =
    traceId && parentId && !/^0+$/.test(traceId) && !/^0+$/.test(parentId);
  return {
    traceId: known ? traceId : randomBytes(16).toString('hex'),
    spanId: randomBytes(8).toString('hex'),
    flags: known ? flags : '01',
  };
}

/**
 * @template T
 * @param {Trace} trace
 * @param {() => T} work
 * @returns {T}
 */
export function withinTrace(trace, work) {
  return storage.run(trace, work);
}

/** @returns {Trace | undefined} */
export function currentTrace() {
  return storage.getStore();
}

/**
 * The header that carries a trace to the next service.
 *
 * @param {Trace} trace
 */
export function traceparent({ traceId, spanId, flags }) {
  return `00-${traceId}-${spanId}-${flags}`;
}
