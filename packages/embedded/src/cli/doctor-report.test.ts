import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adviceFor, reportOf } from './doctor-report.ts';

const etcd = {
  name: 'etcd',
  title: 'etcd',
  version: 'v3',
  state: 'ready',
  address: '127.0.0.1:7011',
  logFile: '/state/logs/etcd.log',
  restarts: 0,
} as const;
const portal = {
  ...etcd,
  title: 'Portal',
  state: 'failed',
  address: undefined,
  logFile: '/state/logs/portal.log',
  detail: 'does not answer',
} as const;

test('every part is told with its version, address and log file', () => {
  assert.deepEqual(reportOf([etcd, { ...portal, advice: 'Free the disk' }]), [
    '✓  etcd    ready   v3  127.0.0.1:7011  /state/logs/etcd.log',
    '✕  Portal  failed  v3                  /state/logs/portal.log',
    '     does not answer',
    '     → Free the disk',
  ]);
});

const advice = [
  [etcd, true, undefined],
  [etcd, false, 'Start the platform: npm start'],
  [portal, true, 'Read /state/logs/portal.log, then start again'],
  [{ ...portal, advice: 'Free the disk' }, true, 'Free the disk'],
  [
    { ...etcd, state: 'building' },
    true,
    'Wait; this is shown in the terminal of npm start as well',
  ],
] as const;

for (const [row, running, expected] of advice) {
  test(`advice: ${expected ?? 'none'}`, () => {
    assert.equal(adviceFor(row, running), expected);
  });
}
