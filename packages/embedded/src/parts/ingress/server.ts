import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { parseAuthority, refuse } from '../network/connect-proxy.ts';
import type { Destination } from '../network/destination.ts';
import { dial } from '../network/dial.ts';
import {
  answerText,
  forward,
  forwardUpgrade,
  PATIENT_SERVER,
} from '../network/forward.ts';
import type { Backend } from './ingress-rules.ts';
import { missingRoute } from './messages.ts';
import type { RequestCounts } from './request-counts.ts';
import { upstreamHeaders } from './request-headers.ts';
import { route, type Route } from './route.ts';
import type { RoutingTable } from './table.ts';

/** What the ingress needs to know at the time of each request. */
export interface IngressSources {
  /** Undefined until the API server has been heard. */
  table(): RoutingTable | undefined;
  destination(backend: Backend): Destination;
  readonly counts: RequestCounts;
  /** Port that browsers see. */
  readonly port: number;
  readonly random?: () => number;
}

type Matched = Extract<Route, { kind: 'backend' }>;

/** Where a request goes, or the answer that it gets at once. */
type Plan =
  | {
      readonly kind: 'forward';
      readonly matched: Matched;
      readonly targets: Extract<Destination, { kind: 'targets' }>['targets'];
    }
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly message: string;
      readonly matched?: Matched;
    };

/** The HTTP server behind which the Services of Ingresses are reached. */
export function createIngressServer(sources: IngressSources): Server {
  const server = createServer(PATIENT_SERVER);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    void answer(sources, request, response);
  });
  server.on(
    'upgrade',
    (request: IncomingMessage, client: Duplex, head: Buffer) => {
      void answerUpgrade(sources, request, client, head);
    },
  );
  return server;
}

function hostOf(request: IncomingMessage): string {
  return (
    parseAuthority(request.headers.host ?? '', 80)?.host.toLowerCase() ?? ''
  );
}

function planFor(sources: IngressSources, request: IncomingMessage): Plan {
  const table = sources.table();
  if (!table) {
    const message =
      '503: the Ingresses are not known yet: the API server has not answered.';
    return { kind: 'answer', status: 503, message };
  }
  const host = hostOf(request);
  const path = request.url ?? '/';
  const { headers } = request;
  const found = route(
    table,
    { host, path, headers },
    sources.random ?? Math.random,
  );
  if (found.kind !== 'backend') {
    const message = missingRoute(found, host || '(no host)', path);
    return { kind: 'answer', status: 404, message };
  }
  return planTo(sources, found);
}

function planTo(sources: IngressSources, matched: Matched): Plan {
  const destination = sources.destination(matched.backend);
  if (destination.kind === 'targets') {
    return { kind: 'forward', matched, targets: destination.targets };
  }
  const { fallback, ...rest } = matched;
  if (fallback) return planTo(sources, { ...rest, ...fallback });
  const message = `503: Ingress ${matched.ingress}: ${destination.message}`;
  return { kind: 'answer', status: 503, message, matched };
}

async function answer(
  sources: IngressSources,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const started = performance.now();
  const plan = planFor(sources, request);
  const status = await carryOut(sources, plan, request, response);
  const { matched } = plan;
  sources.counts.add({
    ingress: matched?.ingress ?? '',
    service: matched?.backend.service ?? '',
    host: matched ? hostOf(request) : '',
    path: matched?.rule ?? '',
    method: request.method ?? '',
    status,
    canary: matched?.canary?.canary && matched.fallback ? matched.ingress : '',
    seconds: (performance.now() - started) / 1000,
  });
}

async function carryOut(
  sources: IngressSources,
  plan: Plan,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<number> {
  if (plan.kind === 'answer')
    return answerText(response, plan.status, plan.message);
  const { ingress, timeouts } = plan.matched;
  try {
    const { socket } = await dial(plan.targets, {
      timeoutMs: timeouts.connectMs,
    });
    const outgoing = {
      path: request.url ?? '/',
      headers: upstreamHeaders(request, sources.port),
    };
    const limits = { readTimeoutMs: timeouts.readMs };
    return (await forward(request, response, socket, outgoing, limits)).status;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return answerText(response, 502, `502: Ingress ${ingress}: ${reason}`);
  }
}

async function answerUpgrade(
  sources: IngressSources,
  request: IncomingMessage,
  client: Duplex,
  head: Buffer,
): Promise<void> {
  client.on('error', () => client.destroy());
  const plan = planFor(sources, request);
  if (plan.kind === 'answer') {
    refuse(client, plan.status, plan.message);
    return;
  }
  const { ingress, timeouts } = plan.matched;
  try {
    const { socket } = await dial(plan.targets, {
      timeoutMs: timeouts.connectMs,
    });
    forwardUpgrade(request, client, head, socket, {
      path: request.url ?? '/',
      headers: upstreamHeaders(request, sources.port),
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    refuse(client, 502, `502: Ingress ${ingress}: ${reason}`);
  }
}
