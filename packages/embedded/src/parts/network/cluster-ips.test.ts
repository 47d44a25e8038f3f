import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { ClusterIps } from './cluster-ips.ts';
import { eventually, listening, networkWith, startPods } from './testing.ts';

async function get(host: string, port: number): Promise<string> {
  const socket = connect(port, host);
  socket.end('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
  return text(socket);
}

test('a service answers at its own address, whichever endpoint is down', async t => {
  const targetPort = await startPods(t, {
    '10.244.3.1': (_, response) => response.end('one'),
  });
  const pods = ['10.244.3.8', '10.244.3.1'];
  const clusterIP = '127.250.3.1';
  let state = networkWith({
    'shop/web': { clusterIP, port: 8080, pods, targetPort },
  });
  const addresses = new ClusterIps(() => state);
  t.after(() => addresses.close());
  addresses.reconcile();
  await eventually(() => addresses.states()[0]?.state === 'listening');
  for (let tries = 0; tries < 8; tries += 1) {
    assert.match(await get(clusterIP, 8080), /one$/);
  }

  state = networkWith({});
  addresses.reconcile();
  assert.deepEqual(addresses.states(), []);
  await assert.rejects(get(clusterIP, 8080), { code: 'ECONNREFUSED' });
});

test('a connection for which nothing is ready is reset at once', async t => {
  const clusterIP = '127.250.3.2';
  const state = networkWith({ 'shop/idle': { clusterIP, port: 8080 } });
  const addresses = new ClusterIps(() => state);
  t.after(() => addresses.close());
  addresses.reconcile();
  await eventually(() => addresses.states()[0]?.state === 'listening');
  await assert.rejects(get(clusterIP, 8080), { code: 'ECONNRESET' });
});

test('an address that is taken is told, and answered once it is free', async t => {
  const clusterIP = '127.250.3.3';
  const other = createServer();
  const port = await listening(t, other, clusterIP);
  const state = networkWith({ 'shop/web': { clusterIP, port } });
  const addresses = new ClusterIps(() => state);
  t.after(() => addresses.close());
  addresses.reconcile();
  await eventually(() => addresses.states()[0]?.state === 'refused');
  assert.match(addresses.states()[0]?.detail ?? '', /Another program listens/);
  other.close();
  await once(other, 'close');
  addresses.retryRefused();
  await eventually(() => addresses.states()[0]?.state === 'listening');
});

test('hundreds of services are all answered', async t => {
  const services = Object.fromEntries(
    Array.from({ length: 400 }, (_, at) => [
      `shop/s${at}`,
      { clusterIP: `127.250.4.${at % 250}`, port: 8000 + at },
    ]),
  );
  const state = networkWith(services);
  const addresses = new ClusterIps(() => state);
  t.after(() => addresses.close());
  addresses.reconcile();
  await eventually(() =>
    addresses.states().every(listener => listener.state === 'listening'),
  );
  assert.equal(addresses.states().length, 400);
});
