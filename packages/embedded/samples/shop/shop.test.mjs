import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { catalog } from './catalog/routes.mjs';
import { FaultSwitch, parseFault } from './inventory/fault.mjs';
import { inventory } from './inventory/routes.mjs';
import { Stock } from './inventory/stock.mjs';
import { orders } from './orders/routes.mjs';
import { startService } from './shared/service.mjs';
import { makeVisit, visit } from './traffic/visitor.mjs';
import { web } from './web/routes.mjs';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const faults = new FaultSwitch(parseFault({ mode: 'none' }));
const stock = new Stock();

/** @type {Record<string, import('./shared/service.mjs').Service>} */
const services = {};
/** @type {string[]} */
const lines = [];
/** @type {(() => void)[]} */
const restore = [];

before(async () => {
  const parts = {
    inventory: inventory(stock, faults),
    catalog: catalog(),
    orders: orders(),
    web: web('test'),
  };
  for (const [name, part] of Object.entries(parts)) {
    const service = await startService({ ...part, port: 0 });
    services[name] = service;
    process.env[`${name.toUpperCase()}_URL`] = url(name);
  }
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    stream.write = (/** @type {string | Uint8Array} */ chunk) => {
      if (typeof chunk === 'string' && chunk.startsWith('{"time"'))
        lines.push(chunk);
      else write(chunk);
      return true;
    };
    restore.push(() => {
      stream.write = write;
    });
  }
});
beforeEach(() => {
  faults.set(parseFault({ mode: 'none' }));
  lines.length = 0;
});
after(async () => {
  restore.forEach(undo => undo());
  await Promise.all(Object.values(services).map(service => service.stop()));
});

/** @param {string} name */
function url(name) {
  return `http://127.0.0.1:${services[name]?.port}`;
}

/** @param {string} name @param {string} path @param {unknown} body */
function post(name, path, body) {
  return fetch(url(name) + path, {
    method: 'POST',
    body: JSON.stringify(body),
  });
}

/** @param {URLSearchParams} form @param {string} path */
function submit(path, form) {
  return fetch(url('web') + path, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
}

test('the page shows the products with their stock, and is HTML that is safe', async () => {
  const response = await fetch(url('web'));
  assert.equal(response.status, 200);
  assert.match(
    response.headers.get('content-security-policy') ?? '',
    /default-src 'none'/,
  );
  const page = await response.text();
  assert.match(page, /<h3>Kettle<\/h3>/);
  assert.match(page, /49\.00.* · \d+ in stock/);
  const hostile = await fetch(
    `${url('web')}/?failed=${encodeURIComponent('<script>')}`,
  );
  assert.doesNotMatch(await hostile.text(), /<script>/);
});

test('an order takes units off the shelf and is shown', async () => {
  const units = stock.all().teapot ?? 0;
  const form = new URLSearchParams({ product: 'teapot', quantity: '3' });
  const answer = await submit('/orders', form);
  assert.equal(answer.status, 303);
  assert.equal(answer.headers.get('location'), '/?done=ordered');
  assert.equal(stock.all().teapot, units - 3);
  const listed = await (await fetch(`${url('orders')}/orders`)).text();
  assert.partialDeepStrictEqual(JSON.parse(listed).orders[0], {
    product: 'teapot',
    quantity: 3,
  });
  assert.match(
    await (await fetch(`${url('web')}/?done=ordered`)).text(),
    /your order is placed/,
  );
});

/** @type {[string, string, unknown, number, RegExp][]} */
const refused = [
  ['orders', '/orders', { product: 'sofa', quantity: 1 }, 404, /no product/],
  ['orders', '/orders', { product: 'cup', quantity: 11 }, 400, /"quantity"/],
  ['orders', '/orders', { product: '', quantity: 1 }, 400, /"product"/],
  ['orders', '/orders', [], 400, /JSON object/],
  ['inventory', '/reservations', { product: 'cup' }, 400, /"quantity"/],
  ['inventory', '/admin/fault', { mode: 'flood' }, 400, /"mode"/],
  ['catalog', '/products', {}, 404, /there is no POST/],
  ['orders', '/orders', { product: 'x'.repeat(70_000) }, 413, /too long/],
];
for (const [service, path, body, status, message] of refused) {
  test(`${service} answers ${status} to ${JSON.stringify(body).slice(
    0,
    40,
  )}`, async () => {
    const answer = await post(service, path, body);
    assert.equal(answer.status, status);
    assert.match(JSON.parse(await answer.text()).error, message);
  });
}

test('what is sold out is refused, and the shelf is filled again', async () => {
  const scarce = new Stock();
  for (let left = 25; left >= 5; ) left = scarce.reserve('teapot', 5);
  assert.throws(() => scarce.reserve('teapot', 5), /only 0 of "teapot"/);
  scarce.restock();
  assert.equal(scarce.all().teapot, 25);
});

test('a trace goes through all services and stands in each log line', async () => {
  const headers = { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` };
  await fetch(url('web'), { headers });
  const steps = lines
    .map(line => JSON.parse(line))
    .filter(line => line.trace_id === TRACE);
  const messages = steps.map(step => step.message);
  for (const message of [
    'GET /stock 200',
    'GET /products 200',
    'GET /orders 200',
    'GET / 200',
  ]) {
    assert.ok(messages.includes(message), messages.join(', '));
  }
  assert.equal(new Set(steps.map(step => step.span_id)).size, 4);
});

for (const bad of [
  '',
  'nonsense',
  `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
]) {
  test(`a bad traceparent "${bad.slice(
    0,
    12,
  )}" begins a new trace`, async () => {
    await fetch(`${url('catalog')}/price?product=cup`, {
      headers: { traceparent: bad },
    });
    const { trace_id: trace } = JSON.parse(lines.at(-1) ?? '{}');
    assert.match(trace, /^[0-9a-f]{32}$/);
    assert.doesNotMatch(trace, /^0+$/);
  });
}

test('metrics count requests by route and code, time them, and know the business', async () => {
  await fetch(`${url('catalog')}/nothing`);
  await fetch(`${url('catalog')}/price?product=cup`);
  const metrics = await (await fetch(`${url('catalog')}/metrics`)).text();
  assert.match(
    metrics,
    /http_requests_total\{method="GET",route="other",code="404"\} \d+/,
  );
  assert.match(
    metrics,
    /http_request_duration_seconds_bucket\{method="GET",route="\/price",le="\+Inf"\} \d+/,
  );
  const business = await (await fetch(`${url('inventory')}/metrics`)).text();
  assert.match(business, /shop_stock_units\{product="cup"\} \d+/);
  assert.match(business, /shop_fault_active\{mode="none"\} 0/);
});

test('errors of inventory are told by the page, with 503', async () => {
  assert.equal(
    (await post('inventory', '/admin/fault', { mode: 'errors' })).status,
    200,
  );
  const response = await fetch(url('web'));
  assert.equal(response.status, 503);
  assert.match(await response.text(), /inventory: stock could not be read/);
  const order = await post('orders', '/orders', {
    product: 'cup',
    quantity: 1,
  });
  assert.equal(order.status, 502);
});

test('an inventory that is too slow is given up after two seconds', async () => {
  faults.set(parseFault({ mode: 'latency', latencyMs: 2500 }));
  const answer = await fetch(`${url('catalog')}/products`);
  assert.equal(answer.status, 504);
  assert.match(
    JSON.parse(await answer.text()).error,
    /inventory: no answer within 2 s/,
  );
});

test('the fault can be switched on the page', async () => {
  await submit('/fault', new URLSearchParams({ mode: 'errors' }));
  assert.equal(faults.fault.mode, 'errors');
  const wrong = await submit('/fault', new URLSearchParams({ mode: 'flood' }));
  assert.match(wrong.headers.get('location') ?? '', /failed=/);
});

test('visitors look, and order every fifth time', async () => {
  assert.deepEqual(
    [0, 1, 2, 3, 4].map(number => visit(number).method),
    ['GET', 'GET', 'GET', 'GET', 'POST'],
  );
  assert.equal(await makeVisit(url('web'), 0), 200);
  assert.equal(await makeVisit(url('web'), 4), 303);
  assert.equal(await makeVisit('http://127.0.0.1:1', 0), 0);
});

test('a service that stops says so before it goes, and answers what is under way', async () => {
  const slow = await startService({
    port: 0,
    routes: {
      'GET /slow': async () => {
        await new Promise(resolve => setTimeout(resolve, 300));
        return { body: 'done' };
      },
    },
  });
  const base = `http://127.0.0.1:${slow.port}`;
  assert.equal((await fetch(`${base}/readyz`)).status, 200);
  const stopping = slow.stop();
  assert.equal((await fetch(`${base}/readyz`)).status, 503);
  const [answer] = await Promise.all([fetch(`${base}/slow`), stopping]);
  assert.equal(await answer.text(), 'done');
  await assert.rejects(fetch(base));
});
