import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { test } from 'node:test';
import { isLoopback, listenersIn, listenersOf } from './listeners.ts';

const HEAD =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
const row = (local: string, state: string) =>
  `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0 100 0 0 10 0\n`;
const ANY6 = '0'.repeat(32);

const rows: [string, string, boolean][] = [
  ['0100007F:1B5F', '127.0.0.1', true],
  ['0203F47F:1F90', '127.244.3.2', true],
  ['00000000:1B5F', '0.0.0.0', false],
  ['0500000A:1B5F', '10.0.0.5', false],
  [`${ANY6}:1B5F`, '0:0:0:0:0:0:0:0', false],
  [`${ANY6.slice(8)}01000000:1B5F`, '0:0:0:0:0:0:0:1', true],
  ['0000000000000000FFFF00000100007F:1B5F', '0:0:0:0:0:ffff:7f00:1', true],
  ['0000000000000000FFFF00000500000A:1B5F', '0:0:0:0:0:ffff:a00:5', false],
];

for (const [local, address, loopback] of rows) {
  test(`${local} listens on ${address}`, () => {
    const [found] = listenersIn(HEAD + row(local, '0A'));
    assert.equal(found?.address, address);
    assert.equal(found?.inode, '4711');
    assert.equal(isLoopback(address), loopback);
  });
}

test('what is connected does not listen', () => {
  assert.deepEqual(listenersIn(HEAD + row('0100007F:1B5F', '01')), []);
});

test('a listener of this process is found', async t => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const own = listenersOf([process.pid]).filter(found => found.port === port);
  assert.deepEqual(
    own.map(({ address }) => address),
    ['127.0.0.1'],
  );
});
