import { randomBytes } from 'node:crypto';

/** One step of a request on its way through the services (W3C Trace Context). */
export interface Trace {
  /** The same for the whole way: 32 hexadecimal digits. */
  readonly traceId: string;
  /** Of this step: 16 hexadecimal digits. */
  readonly spanId: string;
  readonly flags: string;
  /** What tracing systems say to each other, passed on as it came. */
  readonly state?: string;
}

type Incoming = Readonly<
  Partial<Record<string, string | string[] | undefined>>
>;

const TRACEPARENT =
  /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})/;

/** Goes on with the trace that a request brings, or begins one. */
export function continueTrace({ traceparent, tracestate }: Incoming): Trace {
  const spanId = randomBytes(8).toString('hex');
  const [, traceId, flags] = TRACEPARENT.exec(textOf(traceparent)) ?? [];
  if (traceId === undefined || flags === undefined)
    return { traceId: randomBytes(16).toString('hex'), spanId, flags: '01' };
  const state = textOf(tracestate);
  return { traceId, spanId, flags, ...(state !== '' && { state }) };
}

/** The headers by which the next service goes on with a trace. */
export function traceHeaders(trace: Trace): Record<string, string> {
  const { traceId, spanId, flags, state } = trace;
  return {
    traceparent: `00-${traceId}-${spanId}-${flags}`,
    ...(state !== undefined && { tracestate: state }),
  };
}

/**
 * Calls another service as a part of the same trace: `fetchInTrace(request.trace, url)`.
 * It gives up after ten seconds unless `init.signal` says otherwise.
 */
export function fetchInTrace(
  trace: Trace,
  url: string | URL,
  init: RequestInit = {},
): Promise<Response> {
  const headers = new Headers(init.headers);
  for (const [name, value] of Object.entries(traceHeaders(trace)))
    headers.set(name, value);
  return fetch(url, { signal: AbortSignal.timeout(10_000), ...init, headers });
}

function textOf(value: string | string[] | undefined): string {
  return Array.isArray(value) ? value.join(',') : value ?? '';
}
