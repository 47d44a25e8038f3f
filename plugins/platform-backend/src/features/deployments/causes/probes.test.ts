import { around, fixture, judged } from '../__testUtils__/scene';
import { findFailingProbes } from './probes';

const answer = 'HTTP probe failed with statuscode: 404';

describe('a failing probe', () => {
  it('is told before the deadline that it makes a rollout miss', () => {
    const { status, causes } = judged(fixture('readiness-probe'));
    expect(status).toBe('failed');
    expect(causes).toEqual([
      [
        'failed',
        1,
        {
          kind: 'probe-failing',
          probe: 'readiness',
          answer,
          container: 'app',
          pod: expect.any(String),
        },
      ],
      ['failed', 1, { kind: 'deadline-exceeded', deadlineSeconds: 60 }],
    ]);
  });

  it('is the root of the crash loop that the kubelet makes of it', () => {
    const { status, causes } = judged(fixture('liveness-probe'));
    expect(status).toBe('failed');
    expect(causes).toEqual([
      [
        'failed',
        1,
        {
          kind: 'probe-failing',
          probe: 'liveness',
          answer,
          container: 'app',
          pod: expect.any(String),
        },
      ],
    ]);
  });

  it.each([
    ['Readiness probe failed: ', 'readiness', undefined],
    [
      'Readiness probe errored and resulted in unknown state: rpc error: deadline',
      'readiness',
      'rpc error: deadline',
    ],
    [
      'Readiness probe failed: dial tcp 10.0.0.1:80: connect: connection refused',
      'readiness',
      'dial tcp 10.0.0.1:80: connect: connection refused',
    ],
    [
      'Liveness probe failed: sh: no such\nfile',
      'liveness',
      'sh: no such\nfile',
    ],
  ])('%j', (message, probe, said) => {
    const objects = fixture('readiness-probe');
    const events = (objects.events ?? []).map(event => ({ ...event, message }));
    const [finding] = findFailingProbes(around({ ...objects, events }));
    expect(finding.facts).toMatchObject({ probe, answer: said });
  });

  it('of an earlier process tells nothing of this one', () => {
    const objects = fixture('readiness-probe');
    const events = (objects.events ?? []).map(event => ({
      ...event,
      lastTimestamp: '2026-11-22T03:00:00Z',
    }));
    expect(findFailingProbes(around({ ...objects, events }))).toEqual([]);
  });
});
