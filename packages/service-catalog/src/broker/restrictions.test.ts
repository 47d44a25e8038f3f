import assert from 'node:assert/strict';
import { test } from 'node:test';
import { restriction } from './restrictions.ts';

const plan = {
  name: 'p-1',
  'spec.externalName': 'small',
  'spec.externalID': 'ID 1',
  'spec.free': 'true',
};

const cases: readonly (readonly [readonly string[], boolean])[] = [
  [[], true],
  [['spec.externalName == small'], true],
  [['spec.externalName=large'], false],
  [['spec.externalName!=small'], false],
  [['spec.externalName in (large, small)'], true],
  [['spec.externalName notin (large,small)'], false],
  [['spec.free==true', 'name!=p-1'], false],
  [['spec.free==true,spec.externalName in (small,large)'], true],
];
for (const [texts, wanted] of cases) {
  test(`the plan is ${wanted ? '' : 'not '}offered by ${JSON.stringify(
    texts,
  )}`, () => {
    assert.equal(restriction('servicePlan', texts)(plan), wanted);
  });
}

for (const text of ['spec.free', 'spec.color==red', 'name>3', 'name in a']) {
  test(`what cannot be read is named: ${text}`, () => {
    assert.throws(
      () => restriction('servicePlan', [text]),
      error => String(error).includes(JSON.stringify(text)),
    );
  });
}

test('classes know nothing of plans', () => {
  assert.throws(() => restriction('serviceClass', ['spec.free==true']));
});
