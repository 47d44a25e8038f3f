/**
 * @typedef {object} Product
 * @property {string} id
 * @property {string} name
 * @property {string} description
 * @property {number} priceCents
 */

/** @type {readonly Product[]} */
export const PRODUCTS = [
  {
    id: 'kettle',
    name: 'Kettle',
    description: 'Steel, 1.2 liters, with a thermometer in the lid',
    priceCents: 4900,
  },
  {
    id: 'teapot',
    name: 'Teapot',
    description: 'Cast iron, enameled inside, holds 0.8 liters',
    priceCents: 6500,
  },
  {
    id: 'cup',
    name: 'Cup',
    description: 'Porcelain, double-walled, stays cool outside',
    priceCents: 1200,
  },
  {
    id: 'tea-green',
    name: 'Green tea',
    description: 'Longjing, spring harvest, 100 g',
    priceCents: 1850,
  },
  {
    id: 'tea-black',
    name: 'Black tea',
    description: 'Keemun, second flush, 100 g',
    priceCents: 1450,
  },
];
