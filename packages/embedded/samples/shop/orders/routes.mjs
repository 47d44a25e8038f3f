import { randomUUID } from 'node:crypto';
import { call, UpstreamError } from '../shared/client.mjs';
import { jsonObject, textField, wholeField } from '../shared/input.mjs';
import { Metrics } from '../shared/metrics.mjs';
import { HttpError } from '../shared/service.mjs';

const KEPT = 50;

/**
 * @typedef {object} Order
 * @property {string} id
 * @property {string} product
 * @property {number} quantity
 * @property {string} placedAt
 */

/** The API of the orders: kept in memory, the latest fifty. */
export function orders() {
  const metrics = new Metrics();
  const placed = metrics.counter(
    'shop_orders_total',
    'Orders, by how they ended.',
  );
  /** @type {Order[]} */
  let latest = [];
  /** @type {import('../shared/service.mjs').ServiceOptions['routes']} */
  const routes = {
    'GET /orders': () => ({ body: { orders: latest } }),
    'POST /orders': async ({ body }) => {
      const input = jsonObject(body);
      const product = textField(input, 'product');
      const quantity = wholeField(input, 'quantity', 1, 10);
      await reserve(product, quantity, result =>
        placed.add({ product, result }),
      );
      const order = {
        id: randomUUID(),
        product,
        quantity,
        placedAt: new Date().toISOString(),
      };
      latest = [order, ...latest].slice(0, KEPT);
      return { status: 201, body: order };
    },
  };
  return { routes, metrics };
}

/**
 * @param {string} product
 * @param {number} quantity
 * @param {(result: 'placed' | 'refused' | 'failed') => void} count
 */
async function reserve(product, quantity, count) {
  try {
    await call('inventory', '/reservations', {
      method: 'POST',
      body: { product, quantity },
    });
    count('placed');
  } catch (error) {
    const refused =
      error instanceof UpstreamError && [404, 409].includes(error.status);
    count(refused ? 'refused' : 'failed');
    if (refused) throw new HttpError(error.status, error.message);
    throw error;
  }
}
