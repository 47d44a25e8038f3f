import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dueRetentions } from './retain.ts';
import { policySchema } from './retention.ts';

const NOW = new Date('2031-04-30T12:00:00Z');

for (const [cron, hours, isDue] of [
  ['', 1000, false],
  ['0 0 * * * *', 1, true],
  ['0 0 0 * * *', 23, false],
  ['0 0 0 * * *', 24, true],
  ['0 0 0 * * 0', 24, false],
] as const)
  test(`by the schedule "${cron}", ${hours} h after the last time: ${isDue}`, () => {
    const policy = policySchema.parse({
      rules: [],
      trigger: { kind: 'Schedule', settings: { cron } },
    });
    const scheduledAt = new Date(NOW.getTime() - hours * 3_600_000);
    const retention = {
      id: 1,
      projectId: 2,
      policy,
      scheduledAt: scheduledAt.toISOString(),
    };
    assert.equal(dueRetentions([retention], NOW).length, Number(isDue));
  });
