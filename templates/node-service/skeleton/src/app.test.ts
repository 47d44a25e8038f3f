import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildApp, type Surroundings } from './app.ts';
import { readConfig } from './config.ts';

const CONFIG = readConfig({ APP_VERSION: '1.2.3' });

function start(surroundings: Surroundings = {}) {
  const lines: Record<string, unknown>[] = [];
  const log = {
    write: (line: string) => {
      lines.push(JSON.parse(line) as Record<string, unknown>);
    },
  };
  const { server, health } = buildApp(CONFIG, { log, ...surroundings });
  return { server, health, lines };
}

describe('GET /greetings/{name}', () => {
  for (const [url, status, body] of [
    ['/greetings/Ada', 200, { greeting: 'Hello, Ada!' }],
    ['/greetings/Ada?language=zh', 200, { greeting: '你好，Ada！' }],
    [
      '/greetings/Ada?language=xx',
      400,
      {
        error:
          'querystring/language must be equal to one of the allowed values',
      },
    ],
    ['/greetings/%20', 400, { error: 'params/name must match pattern "\\S"' }],
    ['/greetings', 404, { error: 'There is no GET /greetings' }],
  ] as const) {
    it(`answers ${url} with ${status}`, async () => {
      const { server } = start();
      const response = await server.inject({ url });
      assert.equal(response.statusCode, status);
      assert.deepEqual(response.json(), body);
    });
  }

  it('counts by language', async () => {
    const { server } = start();
    await server.inject({ url: '/greetings/Ada' });
    await server.inject({ url: '/greetings/Grace?language=zh' });
    await server.inject({ url: '/greetings/Alan?language=zh' });
    const { body } = await server.inject({ url: '/metrics' });
    assert.match(body, /^greetings_total\{language="en"\} 1$/m);
    assert.match(body, /^greetings_total\{language="zh"\} 2$/m);
  });
});

describe('what every service has', () => {
  it('says that it lives, and which build it is', async () => {
    const { server } = start();
    const response = await server.inject({ url: '/healthz' });
    assert.deepEqual(response.json(), { status: 'ok', version: '1.2.3' });
  });

  it('is ready until it is to stop', async () => {
    const { server, health } = start();
    const before = await server.inject({ url: '/readyz' });
    assert.deepEqual(
      [before.statusCode, before.json()],
      [200, { status: 'ready' }],
    );
    health.stopTaking();
    const after = await server.inject({ url: '/readyz' });
    assert.deepEqual(
      [after.statusCode, after.json()],
      [503, { status: 'stopping' }],
    );
  });

  it('is not ready while a check fails, and says which', async () => {
    const { server } = start({
      checks: {
        database: () => Promise.reject(new Error('connection refused')),
        queue: () => Promise.resolve(),
      },
    });
    const response = await server.inject({ url: '/readyz' });
    assert.equal(response.statusCode, 503);
    assert.deepEqual(response.json(), {
      status: 'not ready',
      missing: ['database'],
    });
  });

  it('measures requests by route, not by address', async () => {
    const { server } = start();
    await server.inject({ url: '/greetings/Ada' });
    await server.inject({ url: '/nowhere/at/all' });
    const { body } = await server.inject({ url: '/metrics' });
    assert.match(
      body,
      /http_request_duration_seconds_count\{method="GET",route="\/greetings\/:name",status="200"\} 1/,
    );
    assert.match(body, /route="unknown",status="404"\} 1/);
    assert.doesNotMatch(body, /nowhere/);
    assert.match(body, /^process_resident_memory_bytes \d+$/m);
  });
});

describe('the log', () => {
  it('has one line for a request, with the trace that it came in', async () => {
    const { server, lines } = start();
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    await server.inject({
      url: '/greetings/Ada',
      headers: { traceparent: `00-${traceId}-b7ad6b7169203331-01` },
    });
    const [line, ...more] = lines;
    assert.deepEqual(more, []);
    assert.ok(line);
    const { time, ms, span_id: spanId, ...rest } = line;
    assert.match(String(time), /^\d{4}-\d\d-\d\dT/);
    assert.equal(typeof ms, 'number');
    assert.match(String(spanId), /^[0-9a-f]{16}$/);
    assert.deepEqual(rest, {
      level: 'info',
      version: '1.2.3',
      reqId: 'req-1',
      trace_id: traceId,
      method: 'GET',
      route: '/greetings/:name',
      status: 200,
      message: 'GET /greetings/:name 200',
    });
  });

  it('says nothing of probes and scrapes', async () => {
    const { server, lines } = start();
    for (const url of ['/healthz', '/readyz', '/metrics'])
      await server.inject({ url });
    assert.deepEqual(lines, []);
  });

  it('has what went wrong; the caller gets the trace to find it by', async () => {
    const { server, lines } = start();
    server.get('/broken', () => {
      throw new Error('the shelf fell down');
    });
    const response = await server.inject({ url: '/broken' });
    assert.equal(response.statusCode, 500);
    const { error } = response.json<{ error: string }>();
    assert.doesNotMatch(error, /shelf/);
    const line = lines.find(({ level }) => level === 'error');
    assert.ok(line);
    assert.match(JSON.stringify(line.err), /the shelf fell down/);
    assert.ok(error.endsWith(String(line.trace_id)));
  });
});
