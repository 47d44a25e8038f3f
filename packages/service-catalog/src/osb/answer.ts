import type { z } from 'zod';
import { acceptedSchema, bodies, refusalSchema } from './messages.ts';

/** What is asked of a broker about one instance or binding. */
export type Call = keyof typeof bodies;

type Body<C extends Call> = z.infer<(typeof bodies)[C]>;

/** What a broker said, or why it said nothing that one can use. */
export type Answer<C extends Call = Call> =
  | {
      readonly kind: 'done';
      readonly status: number;
      readonly body: Body<C>;
      /** How long a broker that is not done asks one to wait. */
      readonly retryAfterMs?: number;
    }
  /** It goes on with it, and is to be asked how far it is. */
  | {
      readonly kind: 'accepted';
      readonly operation?: string;
      readonly dashboardUrl?: string;
      readonly retryAfterMs?: number;
    }
  /** What was to be deleted is not there. */
  | { readonly kind: 'gone' }
  | Refusal
  /** A success in a form that the document does not allow. */
  | {
      readonly kind: 'malformed';
      readonly status: number;
      readonly because: string;
    }
  | { readonly kind: 'timeout'; readonly afterMs: number }
  /** The connection broke when the request may have arrived. */
  | { readonly kind: 'broken'; readonly because: string }
  /** The request never left. */
  | { readonly kind: 'unreachable'; readonly because: string };

export interface Refusal {
  readonly kind: 'refused';
  readonly status: number;
  /** Machine-readable, for example `ConcurrencyError`. */
  readonly error?: string;
  readonly description?: string;
  readonly retryAfterMs?: number;
  readonly instanceUsable?: boolean;
  readonly updateRepeatable?: boolean;
}

/** An answer that is no success. */
export type Failure = Exclude<
  Answer,
  { kind: 'done' } | { kind: 'accepted' } | { kind: 'gone' }
>;

/** A response as it came over the wire. */
export interface Received {
  readonly status: number;
  readonly retryAfter?: string;
  readonly text: string;
}

/** Statuses that mean success, by request. */
const DONE: Readonly<Record<Call, readonly number[]>> = {
  provision: [200, 201],
  update: [200],
  deprovision: [200],
  bind: [200, 201],
  unbind: [200],
  fetchBinding: [200],
  lastOperation: [200],
};
const MAY_BE_ACCEPTED: readonly Call[] = [
  'provision',
  'update',
  'deprovision',
  'bind',
  'unbind',
];
const MAY_BE_GONE: readonly Call[] = ['deprovision', 'unbind', 'lastOperation'];

/** Reads a response by what the document allows for that request. */
export function readAnswer<C extends Call>(
  call: C,
  received: Received,
  now: Date,
): Answer<C> {
  const { status, text } = received;
  const retryAfterMs = retryAfter(received.retryAfter, now);
  if (status === 410 && MAY_BE_GONE.includes(call)) return { kind: 'gone' };
  if (status < 200 || status >= 300) {
    return refusal(status, text, retryAfterMs);
  }
  const json = parse(text);
  const malformed = (because: string): Answer<C> => ({
    kind: 'malformed',
    status,
    because,
  });
  if (json === undefined) return malformed('The body is no JSON object.');
  if (status === 202 && MAY_BE_ACCEPTED.includes(call)) {
    const read = acceptedSchema.safeParse(json);
    if (!read.success) return malformed(problemOf(read.error));
    const { operation, dashboard_url: dashboardUrl } = read.data;
    return { kind: 'accepted', operation, dashboardUrl, retryAfterMs };
  }
  if (!DONE[call].includes(status)) {
    return malformed(`The status ${status} is none that the request may have.`);
  }
  const read = bodies[call].safeParse(json);
  if (!read.success) return malformed(problemOf(read.error));
  return { kind: 'done', status, body: read.data as Body<C>, retryAfterMs };
}

/**
 * Whether a broker may have made something that nobody knows of, by the table of the section
 * "Orphan Mitigation". A connection that broke is no line of it; what may have arrived counts
 * like a time-out.
 */
export function mayLeaveOrphan(answer: Answer): boolean {
  switch (answer.kind) {
    case 'malformed':
      return answer.status !== 200;
    case 'refused':
      return answer.status >= 500;
    case 'timeout':
    case 'broken':
      return true;
    default:
      return false;
  }
}

/** Whether the same request would be refused again, however often it is sent. */
export function isHopeless(answer: Answer): boolean {
  if (answer.kind !== 'refused') return false;
  const { status, error } = answer;
  return (
    status === 400 ||
    (status === 422 &&
      (error === 'AsyncRequired' ||
        error === 'RequiresApp' ||
        error === 'MaintenanceInfoConflict'))
  );
}

/** A failure in words. */
export function sayFailure(failure: Failure): string {
  switch (failure.kind) {
    case 'refused': {
      const { status, error, description } = failure;
      const said = [error, description].filter(Boolean).join(': ');
      return `Status: ${status}${said ? `; ${said}` : ''}`;
    }
    case 'malformed':
      return `Status: ${failure.status}; ${failure.because}`;
    case 'timeout':
      return `It did not answer within ${failure.afterMs / 1000} s.`;
    default:
      return failure.because;
  }
}

function refusal(status: number, text: string, retryAfterMs?: number): Refusal {
  const said = refusalSchema.parse(parse(text) ?? {});
  return {
    kind: 'refused',
    status,
    error: said.error,
    description: said.description?.slice(0, 2_000),
    retryAfterMs,
    instanceUsable: said.instance_usable,
    updateRepeatable: said.update_repeatable,
  };
}

/** Seconds, or a time (RFC 7231, 7.1.3), as a pause from now. */
function retryAfter(value: string | undefined, now: Date): number | undefined {
  if (value === undefined) return undefined;
  const ms = /^\d+$/.test(value)
    ? Number(value) * 1000
    : Date.parse(value) - now.getTime();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

function parse(text: string): object | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json)
      ? json
      : undefined;
  } catch {
    return undefined;
  }
}

/** What does not fit, with where it stands. */
export function problemOf(error: z.ZodError): string {
  return error.issues
    .slice(0, 5)
    .map(({ path, message }) =>
      path.length > 0 ? `${path.map(String).join('.')}: ${message}` : message,
    )
    .join('; ');
}
