import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { buildApp } from './app.ts';
import { readConfig } from './config.ts';

const CONFIG = readConfig({ APP_VERSION: '1.2.3' });
const CSS = '/assets/site.0123456789.css';
const FILES: Readonly<Record<string, string | Uint8Array>> = {
  'index.html': '<h1>First</h1>',
  'guide/index.html': '<h1>Guide</h1>',
  '指南/index.html': '<h1>指南</h1>',
  '404.html': '<h1>Not found</h1>',
  'robots.txt': 'User-agent: *',
  [CSS]: 'a{}',
  [`${CSS}.gz`]: gzipSync('a{}'),
};

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'site-'));
  for (const [path, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, 'site', path)), { recursive: true });
    writeFileSync(join(folder, 'site', path), content);
  }
  writeFileSync(join(folder, 'secret.txt'), 'secret');
});
after(() => {
  rmSync(folder, { recursive: true });
});

function start() {
  const lines: Record<string, unknown>[] = [];
  const log = {
    write: (line: string) => {
      lines.push(JSON.parse(line) as Record<string, unknown>);
    },
  };
  const site = join(folder, 'site');
  const { server, health } = buildApp(CONFIG, { log, site });
  return { server, health, lines };
}

describe('the site', () => {
  for (const [url, status, body] of [
    ['/', 200, '<h1>First</h1>'],
    ['/?utm=x', 200, '<h1>First</h1>'],
    ['/guide/', 200, '<h1>Guide</h1>'],
    ['/robots.txt', 200, 'User-agent: *'],
    ['/nowhere', 404, '<h1>Not found</h1>'],
    ['/404.html', 404, '<h1>Not found</h1>'],
    ['/../secret.txt', 404, '<h1>Not found</h1>'],
    ['/..%2fsecret.txt', 404, '<h1>Not found</h1>'],
    [`${CSS}.gz`, 404, '<h1>Not found</h1>'],
  ] as const) {
    it(`answers ${url} with ${String(status)}`, async () => {
      const { server } = start();
      const response = await server.inject({ url });
      assert.equal(response.statusCode, status);
      assert.equal(response.body, body);
    });
  }

  it('leads to the address with a slash, and to no other site', async () => {
    const { server } = start();
    const chinese = '/%E6%8C%87%E5%8D%97';
    for (const [url, location] of [
      ['/guide', '/guide/'],
      ['/guide?from=mail', '/guide/?from=mail'],
      [chinese, `${chinese}/`],
    ] as const) {
      const there = await server.inject({ url });
      assert.equal(there.statusCode, 308);
      assert.equal(there.headers.location, location);
    }
    const elsewhere = await server.inject({ url: '//guide' });
    assert.equal(elsewhere.statusCode, 404);
  });

  it('lets browsers keep what is named by its content, and ask for pages', async () => {
    const { server } = start();
    const css = await server.inject({ url: CSS });
    assert.match(String(css.headers['cache-control']), /immutable/);
    const page = await server.inject({ url: '/' });
    assert.equal(page.headers['cache-control'], 'public, no-cache');
    const { etag } = page.headers;
    const again = await server.inject({
      url: '/',
      headers: { 'if-none-match': `"x", ${String(etag)}` },
    });
    assert.deepEqual([again.statusCode, again.body], [304, '']);
  });

  it('sends what was compressed to those who take it', async () => {
    const { server } = start();
    const headers = { 'accept-encoding': 'br, gzip' };
    const packed = await server.inject({ url: CSS, headers });
    assert.equal(packed.headers['content-encoding'], 'gzip');
    assert.deepEqual(packed.rawPayload, Buffer.from(FILES[`${CSS}.gz`] ?? ''));
    const plain = await server.inject({ url: CSS });
    assert.equal(plain.headers['content-encoding'], undefined);
    assert.equal(plain.body, 'a{}');
    assert.equal(plain.headers.vary, 'accept-encoding');
  });

  it('answers HEAD without a body and other methods not at all', async () => {
    const { server } = start();
    const head = await server.inject({ method: 'HEAD', url: '/' });
    assert.deepEqual([head.statusCode, head.body], [200, '']);
    const post = await server.inject({ method: 'POST', url: '/' });
    assert.equal(post.statusCode, 404);
  });

  it('counts the pages that people were shown', async () => {
    const { server } = start();
    for (const url of ['/guide', '/guide/', '/guide/?a', CSS, '/nowhere'])
      await server.inject({ url });
    await server.inject({ method: 'HEAD', url: '/guide/' });
    const { body } = await server.inject({ url: '/metrics' });
    const counts = body.split('\n').filter(l => l.startsWith('page_views'));
    assert.deepEqual(counts, ['page_views_total{page="/guide/"} 2']);
  });

  it('tells browsers what not to allow, also where nothing is', async () => {
    const { server } = start();
    for (const url of ['/', '/nowhere', '/healthz']) {
      const { headers } = await server.inject({ url });
      assert.match(
        String(headers['content-security-policy']),
        /^default-src 'none'; script-src 'self';.*frame-ancestors 'none'$/,
      );
      assert.equal(headers['x-content-type-options'], 'nosniff');
    }
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
    assert.equal((await server.inject({ url: '/readyz' })).statusCode, 200);
    health.stopTaking();
    assert.equal((await server.inject({ url: '/readyz' })).statusCode, 503);
  });

  it('does not start without pages', () => {
    assert.throws(() => buildApp(CONFIG, { site: folder }), /no 404\.html/);
  });

  it('logs each request with its path and its trace, and no query', async () => {
    const { server, lines } = start();
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    await server.inject({
      url: '/guide/?mail=ada@example.com',
      headers: { traceparent: `00-${traceId}-b7ad6b7169203331-01` },
    });
    await server.inject({ url: '/metrics' });
    const [line, ...more] = lines;
    assert.deepEqual(more, []);
    assert.equal(line?.path, '/guide/');
    assert.equal(line.trace_id, traceId);
    assert.equal(line.message, 'GET /* 200');
    assert.doesNotMatch(JSON.stringify(line), /ada/);
  });
});
