import { HttpError } from '../shared/service.mjs';

const INITIAL = {
  kettle: 40,
  teapot: 25,
  cup: 200,
  'tea-green': 120,
  'tea-black': 90,
};

/** How many of each product there are. Kept in memory: a new process has full shelves. */
export class Stock {
  /** @type {Map<string, number>} */
  #units = new Map(Object.entries(INITIAL));

  /** @returns {Record<string, number>} units by product */
  all() {
    return Object.fromEntries(this.#units);
  }

  /**
   * Takes units off the shelf.
   *
   * @param {string} product
   * @param {number} quantity
   * @returns {number} how many are left
   * @throws {HttpError} 404 for an unknown product, 409 when there are not enough
   */
  reserve(product, quantity) {
    const units = this.#units.get(product);
    if (units === undefined)
      throw new HttpError(404, `there is no product "${product}"`);
    if (units < quantity) {
      throw new HttpError(409, `only ${units} of "${product}" are in stock`);
    }
    this.#units.set(product, units - quantity);
    return units - quantity;
  }

  /** Fills up the shelves that are less than half full. */
  restock() {
    for (const [product, most] of Object.entries(INITIAL)) {
      const units = this.#units.get(product) ?? 0;
      if (units * 2 < most) this.#units.set(product, most);
    }
  }
}
