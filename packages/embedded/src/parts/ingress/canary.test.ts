import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decideCanary, readCanaryRule } from './canary.ts';

const P = 'nginx.ingress.kubernetes.io/canary';

interface Case {
  readonly name: string;
  readonly annotations: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly random?: number;
  readonly expected: [canary: boolean, because: string];
}

const header = { [`${P}-by-header`]: 'X-Canary', [`${P}-weight`]: '50' };
const cookie = { [`${P}-by-cookie`]: 'try_it', [`${P}-weight`]: '50' };

const cases: Case[] = [
  {
    name: 'header always',
    annotations: header,
    headers: { 'x-canary': 'always' },
    random: 0.99,
    expected: [true, 'header'],
  },
  {
    name: 'header never',
    annotations: header,
    headers: { 'x-canary': 'never' },
    random: 0,
    expected: [false, 'header'],
  },
  {
    name: 'another header value leaves it to the weight',
    annotations: header,
    headers: { 'x-canary': 'maybe' },
    random: 0,
    expected: [true, 'weight'],
  },
  {
    name: 'header value equal',
    annotations: { ...header, [`${P}-by-header-value`]: 'beta' },
    headers: { 'x-canary': 'beta' },
    random: 0.99,
    expected: [true, 'header'],
  },
  {
    name: 'with a header value, always means nothing',
    annotations: { ...header, [`${P}-by-header-value`]: 'beta' },
    headers: { 'x-canary': 'always' },
    random: 0.99,
    expected: [false, 'weight'],
  },
  {
    name: 'header pattern matches somewhere in the value',
    annotations: { ...header, [`${P}-by-header-pattern`]: 'be(ta|st)' },
    headers: { 'x-canary': 'the best' },
    random: 0.99,
    expected: [true, 'header'],
  },
  {
    name: 'a header value makes the pattern void',
    annotations: {
      ...header,
      [`${P}-by-header-value`]: 'beta',
      [`${P}-by-header-pattern`]: '.*',
    },
    headers: { 'x-canary': 'gamma' },
    random: 0.99,
    expected: [false, 'weight'],
  },
  {
    name: 'cookie always',
    annotations: cookie,
    headers: { cookie: 'a=b; try_it=always' },
    random: 0.99,
    expected: [true, 'cookie'],
  },
  {
    name: 'cookie never',
    annotations: cookie,
    headers: { cookie: 'try_it=never; a=b' },
    random: 0,
    expected: [false, 'cookie'],
  },
  {
    name: 'a cookie whose name only ends alike does not count',
    annotations: cookie,
    headers: { cookie: 'dont_try_it=always' },
    random: 0.99,
    expected: [false, 'weight'],
  },
  {
    name: 'the header goes before the cookie',
    annotations: { ...header, ...cookie },
    headers: { 'x-canary': 'never', cookie: 'try_it=always' },
    random: 0,
    expected: [false, 'header'],
  },
  {
    name: 'the cookie goes before the weight',
    annotations: { ...header, ...cookie },
    headers: { 'x-canary': 'other', cookie: 'try_it=never' },
    random: 0,
    expected: [false, 'cookie'],
  },
  {
    name: 'no rule at all',
    annotations: {},
    random: 0,
    expected: [false, 'weight'],
  },
  {
    name: 'a total above 100 counts',
    annotations: { [`${P}-weight`]: '100', [`${P}-weight-total`]: '1000' },
    random: 0.11,
    expected: [false, 'weight'],
  },
  {
    name: 'a total below 100 counts as 100',
    annotations: { [`${P}-weight`]: '5', [`${P}-weight-total`]: '10' },
    random: 0.2,
    expected: [false, 'weight'],
  },
];

for (const {
  name,
  annotations,
  headers = {},
  random = 0.5,
  expected,
} of cases) {
  test(name, () => {
    const { rule, problems } = readCanaryRule(annotations);
    const decision = decideCanary(rule, { headers }, () => random);
    assert.deepEqual([decision.canary, decision.because], expected);
    assert.deepEqual(problems, []);
  });
}

test('what cannot be read is named and left out', () => {
  const { rule, problems } = readCanaryRule({
    [`${P}-weight`]: 'half',
    [`${P}-by-header`]: 'x',
    [`${P}-by-header-pattern`]: '(',
  });
  assert.equal(rule.weight, 0);
  assert.equal(rule.headerPattern, undefined);
  assert.match(problems.join('; '), /"\(" is no regular.*"half"|"half".*"\("/);
});

test('law: evenly drawn numbers give the canary exactly its share', () => {
  const weights = fc
    .integer({ min: 100, max: 500 })
    .chain(total =>
      fc.tuple(fc.integer({ min: 0, max: total }), fc.constant(total)),
    );
  fc.assert(
    fc.property(weights, ([weight, total]) => {
      const { rule } = readCanaryRule({
        [`${P}-weight`]: `${weight}`,
        [`${P}-weight-total`]: `${total}`,
      });
      const draws = Array.from(
        { length: total },
        (_, at) => (at + 0.5) / total,
      );
      const taken = draws.filter(
        draw => decideCanary(rule, { headers: {} }, () => draw).canary,
      );
      assert.equal(taken.length, weight);
    }),
  );
});
