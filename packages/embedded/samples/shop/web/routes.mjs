import { call, UpstreamError } from '../shared/client.mjs';
import { Metrics } from '../shared/metrics.mjs';
import { HttpError } from '../shared/service.mjs';
import { shopPage } from './page.mjs';

const HTML = {
  type: 'text/html; charset=utf-8',
  headers: {
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  },
};

/**
 * What the browser sees: the page of the shop and its two forms.
 *
 * @param {string} environment shown on the page
 */
export function web(environment) {
  const metrics = new Metrics();
  const views = metrics.counter(
    'shop_page_views_total',
    'Pages shown, whole or in part.',
  );
  /** @type {import('../shared/service.mjs').ServiceOptions['routes']} */
  const routes = {
    'GET /': async ({ url }) => {
      const [products, orders] = await Promise.allSettled([
        call('catalog', '/products'),
        call('orders', '/orders'),
      ]);
      const problems = [products, orders].flatMap(outcome =>
        outcome.status === 'rejected' ? [reasonOf(outcome.reason)] : [],
      );
      const whole = problems.length === 0;
      views.add({ result: whole ? 'whole' : 'partial' });
      return {
        ...HTML,
        status: whole ? 200 : 503,
        body: shopPage({
          environment,
          offers:
            products.status === 'fulfilled'
              ? products.value.products
              : undefined,
          orders:
            orders.status === 'fulfilled' ? orders.value.orders : undefined,
          notice: noticeOf(url.searchParams),
          problem: whole ? undefined : problems.join('; '),
        }),
      };
    },
    'POST /orders': async ({ body }) => {
      const form = new URLSearchParams(body);
      const order = {
        product: form.get('product'),
        quantity: Number(form.get('quantity')),
      };
      return redirectAfter('ordered', () =>
        call('orders', '/orders', { method: 'POST', body: order }),
      );
    },
    'POST /fault': async ({ body }) => {
      const mode = new URLSearchParams(body).get('mode');
      return redirectAfter('switched', () =>
        call('inventory', '/admin/fault', { method: 'POST', body: { mode } }),
      );
    },
  };
  return { routes, metrics };
}

/**
 * Answers a form, so that loading the page again does not send it again.
 *
 * @param {'ordered' | 'switched'} success
 * @param {() => Promise<unknown>} work
 * @returns {Promise<import('../shared/service.mjs').Answer>}
 */
async function redirectAfter(success, work) {
  const query = new URLSearchParams();
  try {
    await work();
    query.set('done', success);
  } catch (error) {
    query.set('failed', reasonOf(error));
  }
  return { status: 303, headers: { location: `/?${query}` }, body: '' };
}

/** @param {URLSearchParams} query */
function noticeOf(query) {
  const failed = query.get('failed');
  if (failed) return { good: false, text: failed };
  const done = query.get('done');
  if (done === 'ordered')
    return { good: true, text: 'Thank you, your order is placed.' };
  if (done === 'switched')
    return { good: true, text: 'The fault is switched.' };
  return undefined;
}

/** @param {unknown} error */
function reasonOf(error) {
  if (error instanceof UpstreamError || error instanceof HttpError)
    return error.message;
  return 'something went wrong';
}
