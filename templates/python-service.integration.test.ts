import { test } from 'node:test';
import { pythonMissing } from './testing/python.ts';
import { judgeDeployed } from './testing/running.ts';

const skip = (await pythonMissing()) ?? false;

test('its own pipeline judges, tests, builds and deploys it', { skip }, t =>
  judgeDeployed(t, 'python-service', 'greetings_total{language="en"}'),
);
