import type { Saying } from '@pilothouse/plugin-platform-common';
import * as fc from 'fast-check';
import { condition, instance, provisioned } from './__testUtils__/scene';
import { bindingState, instanceState } from './state';

const ready = (status: string, reason?: string, message?: string) =>
  condition('Ready', status, reason, message);
const failed = (reason: string) => condition('Failed', 'True', reason, 'no');

function wordOf(saying: Saying): string {
  if (saying.kind === 'phase') return saying.phase;
  return saying.kind === 'condition'
    ? `condition ${saying.reason ?? saying.type}`
    : saying.kind;
}

const stateWith = (
  status: unknown,
  metadata: Record<string, unknown> = { generation: 1 },
) => {
  const told = instanceState(instance(status, { metadata }));
  return `${told.status}: ${wordOf(told.saying)}`;
};

it.each<[string, unknown, string]>([
  ['nobody has taken it up', undefined, 'progressing: not-begun'],
  ['its status is empty', {}, 'progressing: not-begun'],
  ['it is provisioned', provisioned, 'healthy: ready'],
  [
    'the broker is at it',
    {
      ...provisioned,
      conditions: [ready('False', 'Provisioning')],
      asyncOpInProgress: true,
      currentOperation: 'Provision',
      provisionStatus: 'NotProvisioned',
    },
    'progressing: Provisioning',
  ],
  [
    'the broker refused it',
    {
      ...provisioned,
      conditions: [
        ready('False', 'ProvisionCallFailed'),
        failed('ClusterServiceBrokerReturnedFailure'),
      ],
      provisionStatus: 'NotProvisioned',
    },
    'failed: ClusterServiceBrokerReturnedFailure',
  ],
  [
    'a change failed, and what there was is still there',
    {
      ...provisioned,
      conditions: [
        ready('False', 'UpdateInstanceCallFailed'),
        failed('UpdateInstanceCallFailed'),
      ],
    },
    'degraded: UpdateInstanceCallFailed',
  ],
  [
    'what may be half made is removed',
    {
      ...provisioned,
      conditions: [
        condition(
          'OrphanMitigation',
          'True',
          'StartingInstanceOrphanMitigation',
        ),
        ready('False', 'StartingInstanceOrphanMitigation'),
      ],
      orphanMitigationInProgress: true,
      provisionStatus: 'NotProvisioned',
    },
    'progressing: StartingInstanceOrphanMitigation',
  ],
  [
    'the broker does not answer',
    {
      ...provisioned,
      conditions: [ready('False', 'ErrorCallingProvision')],
      currentOperation: 'Provision',
      provisionStatus: 'NotProvisioned',
    },
    'degraded: ErrorCallingProvision',
  ],
  [
    'its class is not there',
    {
      ...provisioned,
      conditions: [ready('False', 'ReferencesNonexistentServiceClass')],
      provisionStatus: 'NotProvisioned',
    },
    'failed: ReferencesNonexistentServiceClass',
  ],
  [
    'something is said that is not known',
    { ...provisioned, conditions: [ready('False', 'SunSpots')] },
    'unknown: condition SunSpots',
  ],
  [
    'it is said to be ready, and not to be provisioned',
    { ...provisioned, provisionStatus: 'NotProvisioned' },
    'unknown: unreadable',
  ],
  [
    'it is said to be ready and to be something else',
    { ...provisioned, lastConditionState: 'Imploding' },
    'unknown: unreadable',
  ],
  [
    'one of its conditions cannot be read',
    { ...provisioned, conditions: [...provisioned.conditions, 7] },
    'unknown: unreadable',
  ],
  ['nothing is said of readiness', { conditions: [] }, 'unknown: unreadable'],
  ['its conditions are none', { conditions: {} }, 'unknown: unreadable'],
])('tells how it is when %s', (_, status, told) => {
  expect(stateWith(status)).toBe(told);
});

it('tells that a change has not been looked at, also of what had failed', () => {
  const status = { ...provisioned, conditions: [failed('x')] };
  expect(stateWith(status, { generation: 2 })).toBe('progressing: outdated');
});

it('tells what a deletion waits for, and when it was given up', () => {
  const blocked = 'DeprovisionBlockedByExistingCredentials';
  const metadata = {
    deletionTimestamp: '2030-01-02T03:04:05Z',
    finalizers: ['kubernetes-incubator/service-catalog'],
  };
  const deleted = (more: object) =>
    instanceState(
      instance(
        { conditions: [ready('False', blocked, 'credentials')], ...more },
        { metadata },
      ),
    );
  expect(deleted({})).toMatchObject({
    status: 'progressing',
    saying: { kind: 'deleting', message: 'credentials' },
  });
  expect(deleted({ deprovisionStatus: 'Failed' }).status).toBe('failed');
  const noClass = ready('False', 'ReferencesNonexistentServiceClass', 'gone');
  expect(deleted({ conditions: [noClass] })).toMatchObject({
    status: 'failed',
    saying: { kind: 'deleting', message: 'gone' },
  });
});

it('never takes for healthy what is not said to be ready', () => {
  fc.assert(
    fc.property(
      fc.object(),
      fc.constantFrom('False', 'Unknown'),
      (more, is) => {
        const status = { ...more, conditions: [ready(is, 'Provisioning')] };
        expect(instanceState(instance(status)).status).not.toBe('healthy');
        expect(bindingState(instance(status)).status).not.toBe('healthy');
      },
    ),
  );
});

it('tells how credentials are', () => {
  const { status } = bindingState(
    instance({ conditions: [ready('True', 'InjectedBindResult')] }),
  );
  expect(status).toBe('healthy');
  expect(
    bindingState(
      instance({
        conditions: [
          ready('False', 'BindCallFailed'),
          failed('BindCallFailed'),
        ],
      }),
    ),
  ).toMatchObject({ status: 'failed', saying: { phase: 'BindCallFailed' } });
});
