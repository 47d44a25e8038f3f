import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { CountingProxy } from './counting-proxy.ts';

test('what is asked comes through with its answer, and is counted', async t => {
  const server = createServer((asked, answer) => {
    void text(asked).then(body => {
      answer.writeHead(201, { 'x-said': String(asked.headers['x-says']) });
      answer.end(`${asked.method} ${asked.url} ${body}`);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const proxy = await CountingProxy.before(`http://127.0.0.1:${port}`);
  t.after(() => proxy.close());

  const answer = await fetch(`${proxy.url}/job/a?tree=b`, {
    method: 'POST',
    headers: { 'x-says': 'hello' },
    body: 'c',
  });
  assert.equal(answer.status, 201);
  assert.equal(answer.headers.get('x-said'), 'hello');
  assert.equal(await answer.text(), 'POST /job/a?tree=b c');
  await fetch(proxy.url).then(other => other.text());
  assert.equal(proxy.requests, 2);
});
