import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { continueTrace, fetchInTrace, traceHeaders } from './trace.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';

describe('continueTrace', () => {
  it('keeps the trace and makes a step of its own', () => {
    const trace = continueTrace({
      traceparent: `00-${TRACE}-${SPAN}-00`,
      tracestate: 'vendor=1',
    });
    assert.equal(trace.traceId, TRACE);
    assert.equal(trace.flags, '00');
    assert.equal(trace.state, 'vendor=1');
    assert.match(trace.spanId, /^[0-9a-f]{16}$/);
    assert.notEqual(trace.spanId, SPAN);
  });

  for (const [what, traceparent] of [
    ['nothing', undefined],
    ['nonsense', 'hello'],
    ['a trace of zeros', `00-${'0'.repeat(32)}-${SPAN}-01`],
    ['a step of zeros', `00-${TRACE}-${'0'.repeat(16)}-01`],
    ['a version that is not one', `ff-${TRACE}-${SPAN}-01`],
    ['upper case', `00-${TRACE.toUpperCase()}-${SPAN}-01`],
  ] as const) {
    it(`begins a trace where there is ${what}`, () => {
      const trace = continueTrace({ traceparent, tracestate: 'vendor=1' });
      assert.match(trace.traceId, /^[0-9a-f]{32}$/);
      assert.notEqual(trace.traceId.toUpperCase(), TRACE.toUpperCase());
      assert.equal(trace.state, undefined);
    });
  }
});

describe('fetchInTrace', () => {
  it('passes the trace on beside the headers of the call', async t => {
    const server = createServer((request, response) => {
      response.end(JSON.stringify(request.headers));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => server.close());
    const { port } = server.address() as AddressInfo;
    const trace = continueTrace({
      traceparent: `00-${TRACE}-${SPAN}-01`,
      tracestate: 'vendor=1',
    });
    const response = await fetchInTrace(trace, `http://127.0.0.1:${port}/`, {
      headers: { accept: 'application/json' },
    });
    const headers = (await response.json()) as Record<string, string>;
    assert.equal(headers.traceparent, `00-${TRACE}-${trace.spanId}-01`);
    assert.equal(headers.tracestate, 'vendor=1');
    assert.equal(headers.accept, 'application/json');
    assert.equal(headers.traceparent, traceHeaders(trace).traceparent);
  });
});
