import { test } from 'node:test';
import { javaMissing } from './testing/java.ts';
import { judgeDeployed } from './testing/running.ts';

const skip = (await javaMissing()) ?? false;

test('its own pipeline judges, tests, builds and deploys it', { skip }, t =>
  judgeDeployed(t, 'spring-boot-service', 'greetings_total{language="en"}'),
);
