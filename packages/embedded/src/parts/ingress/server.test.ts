import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request, type IncomingMessage, type RequestOptions } from 'node:http';
import { text } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import { WebSocket, WebSocketServer } from 'ws';
import { serviceDestination } from '../network/destination.ts';
import {
  listening,
  networkWith,
  startPods,
  type TestService,
} from '../network/testing.ts';
import type { IngressObject } from './ingress-rules.ts';
import { RequestCounts } from './request-counts.ts';
import { createIngressServer } from './server.ts';
import { buildTable } from './table.ts';

const PREFIX = 'nginx.ingress.kubernetes.io';

function ingress(
  name: string,
  service: string,
  annotations: Record<string, string> = {},
): IngressObject {
  const backend = { service: { name: service, port: { name: 'http' } } };
  const paths = [{ path: '/', pathType: 'Prefix', backend }];
  return {
    metadata: { namespace: 'shop', name, annotations },
    spec: { rules: [{ host: 'shop.test', http: { paths } }] },
  };
}

async function start(
  context: TestContext,
  services: Record<string, TestService>,
  ingresses: IngressObject[],
  random?: () => number,
) {
  const state = networkWith(services);
  const table = buildTable(ingresses);
  const counts = new RequestCounts();
  const server = createIngressServer({
    table: () => table,
    destination: ({ namespace, service, port }) =>
      serviceDestination(state, namespace, service, port),
    counts,
    port: 7009,
    random,
  });
  return { port: await listening(context, server, '127.0.0.1'), counts };
}

async function open(port: number, options: RequestOptions = {}) {
  const headers = { Host: 'shop.test:7009', ...options.headers };
  const sent = request({ host: '127.0.0.1', port, ...options, headers });
  sent.end(options.method === 'POST' ? 'body' : undefined);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return answer;
}

async function ask(port: number, options?: RequestOptions) {
  const answer = await open(port, options);
  return { status: answer.statusCode, body: await text(answer), answer };
}

test('a service sees the request as it was, and whom it came from', async t => {
  const targetPort = await startPods(t, {
    '10.244.5.1': async (incoming, response) => {
      const { url, method, headers } = incoming;
      const body = await text(incoming);
      response.writeHead(201, { 'Set-Cookie': ['a=1', 'b=2'] });
      response.end(JSON.stringify({ url, method, headers, body }));
    },
  });
  const { port } = await start(
    t,
    { 'shop/web': { pods: ['10.244.5.1'], targetPort } },
    [ingress('web', 'web')],
  );
  const { status, body, answer } = await ask(port, {
    method: 'POST',
    path: '/cart?item=1',
    headers: { 'X-Forwarded-For': '9.9.9.9', 'X-Request-ID': 'r1' },
  });
  const seen = JSON.parse(body);
  assert.equal(status, 201);
  assert.deepEqual(answer.headers['set-cookie'], ['a=1', 'b=2']);
  assert.deepEqual(
    [seen.method, seen.url, seen.body],
    ['POST', '/cart?item=1', 'body'],
  );
  assert.equal(seen.headers.host, 'shop.test:7009');
  assert.equal(seen.headers['x-forwarded-for'], '127.0.0.1');
  assert.equal(seen.headers['x-original-forwarded-for'], '9.9.9.9');
  assert.equal(seen.headers['x-forwarded-host'], 'shop.test:7009');
  assert.equal(seen.headers['x-forwarded-port'], '7009');
  assert.equal(seen.headers['x-forwarded-proto'], 'http');
  assert.equal(seen.headers['x-request-id'], 'r1');
});

test('what is missing is said: host, endpoints, connection', async t => {
  const { port } = await start(
    t,
    { 'shop/idle': {}, 'shop/dead': { pods: ['10.244.5.9'], targetPort: 1 } },
    [ingress('web', 'idle')],
  );
  const unknown = await ask(port, { headers: { Host: 'other.test' } });
  assert.equal(unknown.status, 404);
  assert.match(
    unknown.body,
    /no Ingress names the host other\.test.*shop\.test/,
  );
  const idle = await ask(port);
  assert.equal(idle.status, 503);
  assert.match(
    idle.body,
    /Ingress shop\/web: Service shop\/idle has no ready endpoint/,
  );

  const second = await start(
    t,
    { 'shop/dead': { pods: ['10.244.5.9'], targetPort: 1 } },
    [ingress('web', 'dead')],
  );
  const dead = await ask(second.port);
  assert.equal(dead.status, 502);
  assert.match(dead.body, /10\.244\.5\.9 \(connection refused\)/);
});

test('a service that is silent for too long is given up', async t => {
  const targetPort = await startPods(t, { '10.244.5.1': () => {} });
  const { port } = await start(
    t,
    { 'shop/slow': { pods: ['10.244.5.1'], targetPort } },
    [ingress('slow', 'slow', { [`${PREFIX}/proxy-read-timeout`]: '1' })],
  );
  const { status, body } = await ask(port);
  assert.equal(status, 504);
  assert.match(body, /silent for 1 s/);
});

test('half an answer is not passed off as a whole one', async t => {
  const targetPort = await startPods(t, {
    '10.244.5.1': (_, response) => {
      response.write('half');
      setImmediate(() => response.destroy());
    },
  });
  const { port } = await start(
    t,
    { 'shop/web': { pods: ['10.244.5.1'], targetPort } },
    [ingress('web', 'web')],
  );
  await assert.rejects(ask(port), { code: 'ECONNRESET' });
});

test('the canary takes its share and steps back when it is not ready', async t => {
  const targetPort = await startPods(t, {
    '10.244.5.1': (_, response) => response.end('main'),
    '10.244.5.2': (_, response) => response.end('canary'),
  });
  const main = { pods: ['10.244.5.1'], targetPort };
  const ingresses = [
    ingress('web', 'web'),
    ingress('web-canary', 'web-new', {
      [`${PREFIX}/canary`]: 'true',
      [`${PREFIX}/canary-weight`]: '30',
    }),
  ];
  let draw = 0;
  const evenly = () => (draw++ % 10) / 10;
  const ready = await start(
    t,
    { 'shop/web': main, 'shop/web-new': { pods: ['10.244.5.2'], targetPort } },
    ingresses,
    evenly,
  );
  const bodies: string[] = [];
  for (let tries = 0; tries < 20; tries += 1)
    bodies.push((await ask(ready.port)).body);
  assert.equal(bodies.filter(body => body === 'canary').length, 6);
  const counted = ready.counts.text();
  assert.match(
    counted,
    /requests\{[^}]*ingress="web-canary"[^}]*canary="shop\/web-canary"\} 6/,
  );
  assert.match(counted, /requests\{[^}]*ingress="web",[^}]*canary=""\} 14/);

  const unready = await start(
    t,
    { 'shop/web': main, 'shop/web-new': {} },
    ingresses,
    () => 0,
  );
  assert.equal((await ask(unready.port)).body, 'main');
});

test('events are passed on while they come, and the service learns that the client left', async t => {
  let left: Promise<unknown> | undefined;
  const targetPort = await startPods(t, {
    '10.244.5.1': (_, response) => {
      left = once(response, 'close');
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write('data: 1\n\n');
    },
  });
  const { port } = await start(
    t,
    { 'shop/web': { pods: ['10.244.5.1'], targetPort } },
    [ingress('web', 'web')],
  );
  const answer = await open(port);
  const [event] = (await once(answer, 'data')) as [Buffer];
  assert.equal(event.toString(), 'data: 1\n\n');
  answer.destroy();
  await left;
});

test('a WebSocket goes through', async t => {
  const server = new WebSocketServer({ host: '127.121.5.2', port: 0 });
  await once(server, 'listening');
  t.after(() => {
    server.clients.forEach(client => client.terminate());
    server.close();
  });
  server.on('connection', (client, { headers }) =>
    client.send(`for ${headers['x-forwarded-for']}`),
  );
  const { port: targetPort } = server.address() as { port: number };
  const { port } = await start(
    t,
    { 'shop/ws': { pods: ['10.244.5.2'], targetPort } },
    [ingress('ws', 'ws')],
  );
  const client = new WebSocket(`ws://127.0.0.1:${port}/chat`, {
    headers: { Host: 'shop.test' },
  });
  const [message] = (await once(client, 'message')) as [Buffer];
  assert.equal(message.toString(), 'for 127.0.0.1');
  client.terminate();
});

test('who asks for h2c is answered in HTTP/1.1', async t => {
  const targetPort = await startPods(t, {
    '10.244.5.1': ({ headers }, response) =>
      response.end(`upgrade ${headers.upgrade}, ${headers['http2-settings']}`),
  });
  const { port } = await start(
    t,
    { 'shop/web': { pods: ['10.244.5.1'], targetPort } },
    [ingress('web', 'web')],
  );
  const { body } = await ask(port, {
    headers: {
      Connection: 'Upgrade, HTTP2-Settings',
      Upgrade: 'h2c',
      'HTTP2-Settings': 'AAMAAABk',
    },
  });
  assert.equal(body, 'upgrade undefined, undefined');
});
