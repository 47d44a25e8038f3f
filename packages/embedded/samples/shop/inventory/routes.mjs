import { jsonObject, textField, wholeField } from '../shared/input.mjs';
import { log } from '../shared/log.mjs';
import { Metrics } from '../shared/metrics.mjs';
import { parseFault } from './fault.mjs';

/**
 * The inventory's API.
 *
 * @param {import('./stock.mjs').Stock} stock
 * @param {import('./fault.mjs').FaultSwitch} faults
 */
export function inventory(stock, faults) {
  const metrics = new Metrics();
  const reserved = metrics.counter(
    'shop_reserved_units_total',
    'Units taken off the shelf.',
  );
  metrics.gauge('shop_stock_units', 'Units in stock.', () =>
    Object.entries(stock.all()).map(([product, units]) => [{ product }, units]),
  );
  metrics.gauge('shop_fault_active', '1 while a fault is switched on.', () => [
    [{ mode: faults.fault.mode }, faults.fault.mode === 'none' ? 0 : 1],
  ]);
  const state = () => ({ ...faults.fault, leakedBytes: faults.leakedBytes });
  /** @type {import('../shared/service.mjs').ServiceOptions['routes']} */
  const routes = {
    'GET /stock': async () => {
      await faults.strike();
      return { body: { stock: stock.all() } };
    },
    'POST /reservations': async ({ body }) => {
      await faults.strike();
      const input = jsonObject(body);
      const product = textField(input, 'product');
      const quantity = wholeField(input, 'quantity', 1, 10);
      const left = stock.reserve(product, quantity);
      reserved.add({ product }, quantity);
      return { status: 201, body: { product, quantity, left } };
    },
    'GET /admin/fault': () => ({ body: state() }),
    'POST /admin/fault': ({ body }) => {
      faults.set(parseFault(jsonObject(body)));
      log('warn', `fault switched to ${faults.fault.mode}`, {
        fault: faults.fault,
      });
      return { body: state() };
    },
  };
  return { routes, metrics };
}
