import { test } from 'node:test';
import { pythonMissing } from './testing/python.ts';
import { judgeDeployed } from './testing/running.ts';

// It fetches packages, builds and deploys, which takes minutes on a busy machine.
const skip = process.env.PILOTHOUSE_TEST_TEMPLATES
  ? (await pythonMissing()) ?? false
  : 'PILOTHOUSE_TEST_TEMPLATES is not set';

test('its own pipeline judges, tests, builds and deploys it', { skip }, t =>
  judgeDeployed(t, 'python-service', 'greetings_total{language="en"}'),
);
