import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  Agent,
  request,
  type IncomingMessage,
  type RequestListener,
  type RequestOptions,
} from 'node:http';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import { WebSocket, WebSocketServer } from 'ws';
import { createServiceProxy } from './service-proxy.ts';
import { serviceProxyUrl } from './service-proxy-url.ts';
import { addressesFor } from '../../platform/addresses.ts';
import {
  listening,
  networkWith,
  startPods,
  type TestService,
} from './testing.ts';

const echo: RequestListener = (incoming, response) => {
  response.writeHead(200, {
    'X-Method': incoming.method,
    'X-Url': incoming.url,
  });
  incoming.pipe(response);
};

async function proxyFor(
  context: TestContext,
  services: Record<string, TestService>,
): Promise<number> {
  const state = networkWith(services);
  const proxy = createServiceProxy(
    () => state,
    (path, response) => response.end(`own page ${path}`),
  );
  return listening(context, proxy, '127.0.0.1');
}

async function ask(
  port: number,
  url: string,
  options: RequestOptions = {},
  body?: string,
): Promise<{ status?: number; body: string; answer: IncomingMessage }> {
  const sent = request({ port, host: '127.0.0.1', path: url, ...options });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: answer.statusCode, body: await text(answer), answer };
}

function credentials(namespace: string): RequestOptions {
  const { username, password } = new URL(
    serviceProxyUrl(addressesFor(7007), namespace),
  );
  const basic = Buffer.from(`${username}:${password}`).toString('base64');
  return { headers: { 'Proxy-Authorization': `Basic ${basic}` } };
}

test('requests reach a service by every name of it, and by address', async t => {
  const targetPort = await startPods(t, { '10.244.2.1': echo });
  const port = await proxyFor(t, {
    'shop/web': { clusterIP: '127.250.0.5', pods: ['10.244.2.1'], targetPort },
  });
  for (const host of [
    'web.shop',
    'web.shop.svc',
    'web.shop.svc.cluster.local:80',
    '127.250.0.5',
    `10.244.2.1:${targetPort}`,
  ]) {
    const post = { method: 'POST' };
    const { status, body, answer } = await ask(
      port,
      `http://${host}/a?b=c`,
      post,
      'hello',
    );
    assert.deepEqual([status, body], [200, 'hello'], host);
    assert.equal(answer.headers['x-method'], 'POST');
    assert.equal(answer.headers['x-url'], '/a?b=c');
  }
});

test("a short name means the service of the caller's namespace", async t => {
  const targetPort = await startPods(t, {
    '10.244.2.1': (_, response) => response.end('dev'),
    '10.244.2.2': (_, response) => response.end('prod'),
  });
  const port = await proxyFor(t, {
    'shop-dev/web': { pods: ['10.244.2.1'], targetPort, port: targetPort },
    'shop-prod/web': { pods: ['10.244.2.2'], targetPort, port: targetPort },
  });
  const url = `http://web:${targetPort}/`;
  assert.equal((await ask(port, url, credentials('shop-dev'))).body, 'dev');
  assert.equal((await ask(port, url, credentials('shop-prod'))).body, 'prod');
  const without = await ask(port, url);
  assert.equal(without.status, 502);
  assert.match(without.body, /lacks its namespace/);
});

test("the caller's credentials for the proxy do not reach the service", async t => {
  const targetPort = await startPods(t, {
    '10.244.2.1': ({ headers }, response) =>
      response.end(JSON.stringify(headers)),
  });
  const port = await proxyFor(t, {
    'shop/web': { pods: ['10.244.2.1'], targetPort },
  });
  const { body } = await ask(port, 'http://web/', credentials('shop'));
  assert.equal(JSON.parse(body)['proxy-authorization'], undefined);
  assert.equal(JSON.parse(body).host, 'web');
});

const refusals: [url: string, status: number, words: RegExp][] = [
  ['http://idle.shop/', 503, /no ready endpoint/],
  ['http://wob.shop/', 502, /has no Service wob/],
  ['http://dead.shop/', 502, /10\.244\.2\.9 \(connection refused\)/],
  ['http://10.1.2.3/', 403, /NO_PROXY/],
  ['https://web.shop/', 400, /CONNECT/],
];

for (const [url, expected, words] of refusals) {
  test(`${url} is answered with ${expected} and a sentence`, async t => {
    const port = await proxyFor(t, {
      'shop/idle': {},
      'shop/dead': { pods: ['10.244.2.9'], targetPort: 1 },
    });
    const { status, body } = await ask(port, url);
    assert.equal(status, expected);
    assert.match(body, words);
  });
}

test('an endpoint that refuses is passed over', async t => {
  const targetPort = await startPods(t, { '10.244.2.1': echo });
  const pods = ['10.244.2.8', '10.244.2.1', '10.244.2.9'];
  const port = await proxyFor(t, { 'shop/web': { pods, targetPort } });
  for (let tries = 0; tries < 12; tries += 1) {
    assert.equal((await ask(port, 'http://web.shop/')).status, 200);
  }
});

test('an answer is passed on while it is made, and the connection is kept', async t => {
  let goOn = () => {};
  const targetPort = await startPods(t, {
    '10.244.2.1': (_, response) => {
      response.write('first ');
      goOn = () => response.end('second');
    },
  });
  const port = await proxyFor(t, {
    'shop/web': { pods: ['10.244.2.1'], targetPort },
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  t.after(() => agent.destroy());
  const seen: (number | undefined)[] = [];
  for (let tries = 0; tries < 2; tries += 1) {
    const sent = request({ port, path: 'http://web.shop/', agent }).end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    const [chunk] = (await once(answer, 'data')) as [Buffer];
    assert.equal(chunk.toString(), 'first ');
    goOn();
    assert.equal(await text(answer), 'second');
    seen.push(sent.socket?.localPort);
  }
  assert.equal(seen[0], seen[1]);
});

test('CONNECT gives a plain connection to the service', async t => {
  const targetPort = await startPods(t, { '10.244.2.1': echo });
  const port = await proxyFor(t, {
    'shop/web': { pods: ['10.244.2.1'], targetPort, port: 8080 },
  });
  const sent = request({
    port,
    method: 'CONNECT',
    path: 'web.shop.svc:8080',
  }).end();
  const [answer, socket] = (await once(sent, 'connect')) as [
    IncomingMessage,
    Socket,
  ];
  assert.equal(answer.statusCode, 200);
  socket.end('GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
  assert.match(await text(socket), /X-Url: \/x/);
});

test('a WebSocket goes both ways', async t => {
  const sockets = new WebSocketServer({ host: '127.121.2.1', port: 0 });
  await once(sockets, 'listening');
  t.after(() => {
    sockets.clients.forEach(client => client.terminate());
    sockets.close();
  });
  sockets.on('connection', client =>
    client.on('message', message => client.send(`heard ${String(message)}`)),
  );
  const { port: targetPort } = sockets.address() as { port: number };
  const port = await proxyFor(t, {
    'shop/ws': { pods: ['10.244.2.1'], targetPort },
  });
  const client = new WebSocket(`ws://127.0.0.1:${port}`, {
    finishRequest(sent) {
      sent.path = 'ws://ws.shop/chat';
      sent.end();
    },
  });
  await once(client, 'open');
  client.send('hello');
  const [message] = (await once(client, 'message')) as [Buffer];
  assert.equal(message.toString(), 'heard hello');
  client.terminate();
});

test('its own pages answer requests that name no host', async t => {
  const port = await proxyFor(t, {});
  assert.equal((await ask(port, '/healthz')).body, 'own page /healthz');
});
