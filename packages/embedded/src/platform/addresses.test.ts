import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addressesFor, PORTS_PER_INSTANCE } from './addresses.ts';

test('ports of one instance follow the portal and differ', () => {
  const ports = Object.values(addressesFor(7007)).filter(
    value => typeof value === 'number',
  );
  assert.equal(new Set(ports).size, ports.length);
  assert.equal(Math.min(...ports), 7007);
  assert.ok(Math.max(...ports) < 7007 + PORTS_PER_INSTANCE);
});

test('neighbours share neither ports nor loopback ranges', () => {
  const bases = fc.integer({ min: 1024, max: 60_000 });
  const steps = fc.integer({ min: 1, max: 60 });
  fc.assert(
    fc.property(bases, steps, (base, step) => {
      const one = addressesFor(base);
      const other = addressesFor(base + step * PORTS_PER_INSTANCE);
      assert.notEqual(one.podPrefix, other.podPrefix);
      assert.notEqual(one.serviceCidr, other.serviceCidr);
    }),
  );
});

test('every range is loopback and apart from 127.0', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1024, max: 65_519 }), port => {
      const { podPrefix, serviceCidr } = addressesFor(port);
      const pods = Number(/^127\.(\d+)$/.exec(podPrefix)?.[1]);
      const services = Number(/^127\.(\d+)\.0\.0\/16$/.exec(serviceCidr)?.[1]);
      assert.ok(pods >= 1 && pods <= 120, podPrefix);
      assert.ok(services >= 128 && services <= 247, serviceCidr);
    }),
  );
});
