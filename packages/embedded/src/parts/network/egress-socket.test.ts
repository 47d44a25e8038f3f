import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { socketPath } from './egress-socket.ts';

test('the socket lies in the state folder where its path is short enough', () => {
  assert.equal(
    socketPath('/state/network', ['/run']),
    '/state/network/egress.sock',
  );
});

test('law: a path fits, and two state folders never share one', () => {
  const dir = fc
    .string({ minLength: 1, maxLength: 200 })
    .map(name => `/${name}`);
  fc.assert(
    fc.property(dir, dir, (one, other) => {
      const [first, second] = [one, other].map(path =>
        socketPath(path, ['/run']),
      );
      assert.ok(Buffer.byteLength(first ?? '') <= 107);
      assert.equal(first === second, one === other);
    }),
  );
});

test('a folder that is too long for everything is refused with advice', () => {
  assert.throws(
    () => socketPath(`/${'x'.repeat(200)}`, [`/${'y'.repeat(200)}`]),
    /XDG_RUNTIME_DIR/,
  );
});
