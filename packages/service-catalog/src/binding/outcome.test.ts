import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OutcomeContext } from '../instance/context.ts';
import type { BindingStatus } from '../model.ts';
import { readAnswer } from '../osb/answer.ts';
import { defaultLimits } from '../pace.ts';
import { afterBind, afterPoll, afterUnbind } from './outcome.ts';
import { begun, statusOf } from './status.ts';

const now = new Date('2030-01-01T00:00:00Z');
const spec = {
  externalName: 'cache',
  externalID: 'x',
  description: '',
  bindable: true,
};
const context: OutcomeContext = {
  offering: {
    serviceClass: { spec },
    plan: { spec },
    plans: [],
    broker: { spec: { url: 'http://broker' } },
    scope: 'cluster',
  },
  now,
  limits: defaultLimits,
};
const fresh = statusOf({ spec: { instanceRef: { name: 'db' } } });
const binding = begun(fresh, 'Bind', now, {});
const unbinding: BindingStatus = {
  ...begun({ ...fresh, unbindStatus: 'Required' }, 'Unbind', now),
  asyncOpInProgress: true,
  lastOperation: 'task 1',
};

/** The status that follows, and how long one waits as the broker asked. */
function told(result: ReturnType<typeof afterBind>) {
  assert.equal(result.kind, 'status');
  return { ...result.status, exactlyMs: result.wait?.exactlyMs };
}

const received = (status: number, body: unknown, retryAfter?: string) => ({
  status,
  text: typeof body === 'string' ? body : JSON.stringify(body),
  retryAfter,
});

test('a refused unbind is sent again when the broker wants it', () => {
  const answer = readAnswer('unbind', received(503, {}, '30'), now);
  assert.equal(told(afterUnbind(unbinding, answer, context)).exactlyMs, 30_000);
});

test('a poll is sent again when the broker wants it', () => {
  const going = received(200, { state: 'in progress' }, '30');
  const answer = readAnswer('lastOperation', going, now);
  assert.equal(told(afterPoll(unbinding, answer, context)).exactlyMs, 30_000);
});

test('an operation that has failed is not asked for any more', () => {
  const failed = received(200, { state: 'failed', description: 'busy' });
  const answer = readAnswer('lastOperation', failed, now);
  const after = told(afterPoll(unbinding, answer, context));
  assert.equal(after.asyncOpInProgress, false);
  assert.equal(after.lastOperation, undefined);
  assert.equal(after.unbindStatus, 'Required');
});

test('a binding that the broker has, whatever it wrote of it, is to be taken away', () => {
  const after = (status: number, body: unknown) => {
    const answer = readAnswer('bind', received(status, body), now);
    return told(afterBind(binding, answer, context)).unbindStatus;
  };
  assert.equal(after(200, 'no JSON'), 'Required');
  assert.equal(after(400, {}), 'NotRequired');
});
