import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRoute } from './routes.ts';

const container = { namespace: 'n', pod: 'p', container: 'c' };
const cases: [string, ReturnType<typeof parseRoute>][] = [
  ['/healthz', { kind: 'healthz' }],
  ['/pods', { kind: 'pods' }],
  ['/pods/', { kind: 'pods' }],
  ['/metrics/resource', { kind: 'metrics' }],
  ['/stats/summary', { kind: 'summary' }],
  ['/containerLogs/n/p/c', { kind: 'logs', container }],
  ['/exec/n/p/c', { kind: 'exec', container }],
  ['/exec/n/p/uid/c', { kind: 'exec', container }],
  ['/attach/n/p/c', { kind: 'attach', container }],
  ['/portForward/n/p', { kind: 'portForward', namespace: 'n', pod: 'p' }],
  ['/portForward/n/p/uid', { kind: 'portForward', namespace: 'n', pod: 'p' }],
  ['/containerLogs/n/p', undefined],
  ['/containerLogs/n/p/uid/c', undefined],
  ['/exec/n//c', undefined],
  ['/exec/n/p/%ZZ', undefined],
  ['/portForward/n/p/uid/more', undefined],
  ['/constructor/n/p/c', undefined],
  ['/constructor', undefined],
  ['/', undefined],
  ['/run/n/p/c', undefined],
];

for (const [path, expected] of cases) {
  test(`${path} is ${expected?.kind ?? 'unknown'}`, () => {
    assert.deepEqual(parseRoute(path), expected);
  });
}
