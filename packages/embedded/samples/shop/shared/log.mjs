import { currentTrace } from './trace.mjs';

const service = process.env.SERVICE_NAME ?? 'unnamed';

/**
 * Writes one JSON line, with the trace that it belongs to.
 *
 * @param {'info' | 'warn' | 'error'} level
 * @param {string} message
 * @param {Readonly<Record<string, unknown>>} [fields]
 */
export function log(level, message, fields = {}) {
  const trace = currentTrace();
  const line = JSON.stringify({
    time: new Date().toISOString(),
    level,
    service,
    message,
    ...(trace && { trace_id: trace.traceId, span_id: trace.spanId }),
    ...fields,
  });
  (level === 'error' ? process.stderr : process.stdout).write(`${line}\n`);
}
