import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { readBody } from '../../platform/request-body.ts';
import type { Answer, Broker } from './broker.ts';
import type { Settings } from './settings.ts';

interface Asked {
  readonly method: string;
  readonly steps: readonly string[];
  readonly query: URLSearchParams;
  readonly body: unknown;
}

const refusal = (status: number, description: string, error?: string) => ({
  status,
  body: { ...(error && { error }), description },
});
const NOT_FOUND = refusal(404, 'There is nothing at this address.');
/** They take long; whoever cannot ask how far they are cannot have them. */
const ASYNC_REQUIRED = refusal(
  422,
  'This request is answered before it is carried out; ask with accepts_incomplete=true.',
  'AsyncRequired',
);

class TooLarge extends Error {}

/** The broker as HTTP. */
export function brokerServer(
  broker: Broker,
  { username, password }: Pick<Settings, 'username' | 'password'>,
  log: (message: string) => void,
): Server {
  const wanted = `Basic ${Buffer.from(`${username}:${password}`).toString(
    'base64',
  )}`;
  return createServer((incoming, outgoing) => {
    const answered = answerTo(incoming, broker, wanted).catch(
      (error: unknown): Answer => {
        const said = error instanceof Error ? error.message : String(error);
        if (error instanceof TooLarge) return refusal(400, said);
        log(`${incoming.method} ${incoming.url}: ${said}`);
        return refusal(500, said);
      },
    );
    void answered.then(({ status, body }) => {
      outgoing.writeHead(status, { 'Content-Type': 'application/json' });
      outgoing.end(JSON.stringify(body));
    });
  });
}

async function answerTo(
  incoming: IncomingMessage,
  broker: Broker,
  authorization: string,
): Promise<Answer> {
  if (!isSame(incoming.headers.authorization ?? '', authorization)) {
    return refusal(401, 'Name and password are not those of this broker.');
  }
  const version = String(incoming.headers['x-broker-api-version'] ?? '');
  if (!/^2\.\d+$/.test(version)) {
    return refusal(
      412,
      'This broker speaks version 2 of the Open Service Broker API; name it in X-Broker-API-Version.',
    );
  }
  const url = new URL(incoming.url ?? '', 'http://broker');
  const raw = await readBody(incoming, sentence => new TooLarge(sentence));
  let body: unknown;
  try {
    body = raw.length > 0 ? JSON.parse(raw.toString()) : undefined;
  } catch {
    return refusal(400, 'The body is no JSON.');
  }
  const asked: Asked = {
    method: incoming.method ?? '',
    steps: url.pathname.split('/').slice(1).map(decodeURIComponent),
    query: url.searchParams,
    body,
  };
  return route(asked, broker);
}

async function route(asked: Asked, broker: Broker): Promise<Answer> {
  const [v2, kind, instanceId, ...rest] = asked.steps;
  if (v2 !== 'v2') return NOT_FOUND;
  if (kind === 'catalog' && !instanceId) return broker.catalog();
  if (kind !== 'service_instances' || !instanceId) return NOT_FOUND;
  const [below, bindingId, last] = rest;
  if (below === undefined) return routeInstance(asked, broker, instanceId);
  if (below === 'last_operation' && asked.method === 'GET') {
    const operation = asked.query.get('operation') ?? '';
    return broker.lastOperation(instanceId, operation);
  }
  if (below !== 'service_bindings' || !bindingId || last) return NOT_FOUND;
  switch (asked.method) {
    case 'PUT':
      return broker.bind(instanceId, bindingId, asked.body);
    case 'GET':
      return broker.fetchBinding(instanceId, bindingId);
    case 'DELETE':
      return broker.unbind(instanceId, bindingId);
    default:
      return NOT_FOUND;
  }
}

async function routeInstance(
  { method, query, body }: Asked,
  broker: Broker,
  instanceId: string,
): Promise<Answer> {
  if (method === 'GET') return broker.fetchInstance(instanceId);
  if (query.get('accepts_incomplete') !== 'true') return ASYNC_REQUIRED;
  switch (method) {
    case 'PUT':
      return broker.provision(instanceId, body);
    case 'PATCH':
      return broker.update(instanceId, body);
    case 'DELETE':
      return broker.deprovision(instanceId);
    default:
      return NOT_FOUND;
  }
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
