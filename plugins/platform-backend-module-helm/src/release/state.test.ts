import { releaseState } from './state';

const ready = {
  kind: 'StatefulSet',
  name: 'cache',
  ready: 1,
  wanted: 1,
  current: true,
};
const starting = { ...ready, name: 'web', ready: 0 };
const told = { step: 'deployed', workloads: [ready], hasParts: true };
const deleted = '2030-01-02T03:04:05Z';

it.each<[string, unknown, string, object]>([
  ['all is ready', told, 'healthy', { kind: 'ready' }],
  [
    'it consists of nothing that runs',
    { ...told, workloads: [] },
    'healthy',
    { kind: 'ready' },
  ],
  [
    'something is not ready',
    { ...told, workloads: [ready, starting] },
    'progressing',
    { kind: 'members' },
  ],
  [
    'something is not updated',
    { ...told, workloads: [{ ...ready, current: false }] },
    'progressing',
    { kind: 'members' },
  ],
  [
    'something is stuck',
    { ...told, workloads: [{ ...starting, stuck: 'timed out' }] },
    'failed',
    { kind: 'condition', type: 'StatefulSet web', message: 'timed out' },
  ],
  [
    'Helm is at work',
    { ...told, step: 'installing' },
    'progressing',
    { kind: 'phase', phase: 'installing' },
  ],
  [
    'nothing of it is there',
    { ...told, workloads: [], hasParts: false },
    'unknown',
    { kind: 'phase', phase: 'gone' },
  ],
  [
    'it could not be installed',
    {
      ...told,
      step: 'failed',
      said: 'no room',
      workloads: [],
      hasParts: false,
    },
    'failed',
    { kind: 'phase', phase: 'failed', message: 'no room' },
  ],
  [
    'an upgrade failed and what was before runs on',
    { ...told, step: 'failed', said: 'no room' },
    'degraded',
    { kind: 'phase', phase: 'failed', message: 'no room' },
  ],
  [
    'it is being uninstalled',
    { ...told, step: 'uninstalling' },
    'progressing',
    { kind: 'deleting' },
  ],
  ['nobody knows', { step: 'perhaps' }, 'unknown', { kind: 'unreadable' }],
])('tells when %s', (_, status, expected, saying) => {
  expect(releaseState({ status })).toMatchObject({ status: expected, saying });
});

it('counts only what its chart says', () => {
  const status = { ...told, workloads: [ready, starting] };
  expect(releaseState({ status }, ['StatefulSet/cache'])).toMatchObject({
    status: 'healthy',
    members: { ready: 1, wanted: 1 },
  });
});

it('is being deleted as soon as what stands for it is', () => {
  const metadata = { deletionTimestamp: deleted };
  expect(releaseState({ metadata, status: told })).toMatchObject({
    saying: { kind: 'deleting' },
    since: deleted,
  });
});
