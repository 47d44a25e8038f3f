import assert from 'node:assert/strict';
import { it } from 'node:test';
import { encodingFor } from './accepts.ts';

for (const [header, expected] of [
  [undefined, undefined],
  ['', undefined],
  ['identity', undefined],
  ['gzip', 'gzip'],
  ['gzip, deflate, br, zstd', 'br'],
  ['GZIP', 'gzip'],
  ['br;q=0.5, gzip;q=0.8', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['*', 'br'],
  ['*;q=0.1, br;q=0', 'gzip'],
  ['br;q=x', undefined],
] as const)
  it(`takes ${String(expected)} of ${String(header)}`, () => {
    assert.equal(
      encodingFor(header, () => true),
      expected,
    );
  });

it('takes what there is', () => {
  assert.equal(
    encodingFor('br, gzip', each => each === 'gzip'),
    'gzip',
  );
});
