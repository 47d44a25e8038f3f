import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figure } from './figure.ts';
import { inTurn, type Step } from './in-turn.ts';

const named = (name: string) => figure(name, 's', 1, 2);

test('what fails costs only its own figures', async () => {
  const said: string[] = [];
  const kept: string[] = [];
  const steps: Step[] = [
    ['first', async () => [named('a')]],
    ['second', () => Promise.reject(new Error('lost'))],
    ['third', async () => [named('b'), named('c')]],
  ];
  await assert.rejects(
    inTurn(
      steps,
      text => said.push(text),
      async figures => {
        kept.push(...figures.map(({ figure: name }) => name));
      },
    ),
    (error: AggregateError) => error.errors[0].message === 'lost',
  );
  assert.deepEqual(said, ['first', 'second', 'third']);
  assert.deepEqual(kept, ['a', 'b', 'c']);
});
