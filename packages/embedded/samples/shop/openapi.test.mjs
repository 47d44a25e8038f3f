import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { parse, parseAllDocuments } from 'yaml';
import { catalog } from './catalog/routes.mjs';
import { FaultSwitch, MODES, parseFault } from './inventory/fault.mjs';
import { inventory } from './inventory/routes.mjs';
import { Stock } from './inventory/stock.mjs';
import { orders } from './orders/routes.mjs';

const file = new URL('../catalog/shop-apis.yaml', import.meta.url);
const entities = parseAllDocuments(await readFile(file, 'utf8')).map(document =>
  document.toJS(),
);

/** @param {string} name */
function definition(name) {
  const entity = entities.find(candidate => candidate.metadata.name === name);
  return parse(entity.spec.definition);
}

const faults = new FaultSwitch(parseFault({ mode: 'none' }));
const services = {
  'catalog-api': catalog(),
  'orders-api': orders(),
  'inventory-api': inventory(new Stock(), faults),
};
for (const [name, { routes }] of Object.entries(services)) {
  test(`${name} describes exactly what the service answers`, () => {
    const { paths } = definition(name);
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
    );
    assert.deepEqual(described.sort(), Object.keys(routes).sort());
  });

  test(`${name} refers only to schemas that it has`, () => {
    const { components, paths } = definition(name);
    const references = JSON.stringify([paths, components]).matchAll(
      /"#\/components\/schemas\/(\w+)"/g,
    );
    for (const [, schema = ''] of references) {
      assert.ok(schema in components.schemas, schema);
    }
  });
}

test('the described modes are those of the switch', () => {
  const { components } = definition('inventory-api');
  assert.deepEqual(components.schemas.Fault.properties.mode.enum, [...MODES]);
});
