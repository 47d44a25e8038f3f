import { test } from 'node:test';
import { judgeDeployed } from './testing/running.ts';

test('its own pipeline judges, tests, builds and deploys it', t =>
  judgeDeployed(t, 'static-site', 'page_views_total{page="/"}'));
