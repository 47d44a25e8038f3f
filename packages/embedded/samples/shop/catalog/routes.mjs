import { call } from '../shared/client.mjs';
import { Metrics } from '../shared/metrics.mjs';
import { HttpError } from '../shared/service.mjs';
import { PRODUCTS } from './products.mjs';

/** The catalog's API: what there is to buy, and how much of it. */
export function catalog() {
  const metrics = new Metrics();
  const listed = metrics.counter(
    'shop_product_lists_total',
    'Lists of products given out.',
  );
  /** @type {import('../shared/service.mjs').ServiceOptions['routes']} */
  const routes = {
    'GET /products': async () => {
      const { stock } = await call('inventory', '/stock');
      listed.add({});
      return {
        body: {
          products: PRODUCTS.map(product => ({
            ...product,
            stock: stock[product.id] ?? 0,
          })),
        },
      };
    },
    'GET /price': ({ url }) => {
      const id = url.searchParams.get('product');
      const product = PRODUCTS.find(candidate => candidate.id === id);
      if (!product) throw new HttpError(404, `there is no product "${id}"`);
      return { body: { product: id, priceCents: product.priceCents } };
    },
  };
  return { routes, metrics };
}
