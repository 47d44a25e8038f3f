import { test } from 'node:test';
import { goMissing } from './testing/go.ts';
import { judgeDeployed } from './testing/running.ts';

const skip = (await goMissing()) ?? false;

test('its own pipeline judges, tests, builds and deploys it', { skip }, t =>
  judgeDeployed(t, 'go-service', 'greetings_total{language="en"}'),
);
