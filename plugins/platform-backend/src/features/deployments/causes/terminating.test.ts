import type { Pod } from 'kubernetes-types/core/v1';
import { around, fixture, type Objects } from '../__testUtils__/scene';
import { findStuckTerminating } from './terminating';

function withLeaving(change: (pod: Pod) => Pod): Objects {
  const objects = fixture('held-by-finalizer');
  const leaves = (pod: Pod) => pod.metadata?.deletionTimestamp;
  return {
    ...objects,
    pods: objects.pods?.map(pod => (leaves(pod) ? change(pod) : pod)),
  };
}

const withoutFinalizer = (deletionTimestamp: string) =>
  withLeaving(pod => ({
    ...pod,
    metadata: { ...pod.metadata, finalizers: [], deletionTimestamp },
  }));

describe('a pod that is being deleted', () => {
  it('is held by its finalizer once nothing of it runs', () => {
    expect(
      findStuckTerminating(around(fixture('held-by-finalizer'))),
    ).toMatchObject([
      {
        since: '2026-11-22T03:24:14Z',
        facts: { finalizers: ['causes.example.com/hold'] },
      },
    ]);
  });

  it.each<[string, number, string | undefined, string]>([
    ['its process ended', 600, '2026-11-22T03:15:00Z', '2026-11-22T03:15:00Z'],
    [
      'it was deleted, where its process had ended',
      60,
      '2026-11-22T03:15:00Z',
      '2026-11-22T03:23:14.000Z',
    ],
    [
      'it was deleted, where no process began',
      60,
      undefined,
      '2026-11-22T03:23:14.000Z',
    ],
  ])('is held since %s', (_, grace, finishedAt, since) => {
    const terminated = { exitCode: 0, finishedAt };
    const objects = withLeaving(pod => ({
      ...pod,
      metadata: { ...pod.metadata, deletionGracePeriodSeconds: grace },
      status: {
        ...pod.status,
        containerStatuses: pod.status?.containerStatuses?.map(one => ({
          ...one,
          state: finishedAt ? { terminated } : { waiting: {} },
        })),
      },
    }));
    const found = findStuckTerminating(around(objects));
    expect(found.map(one => one.since)).toEqual([since]);
  });

  it('is on its way while its processes run', () => {
    const state = { running: { startedAt: '2026-11-22T03:14:10Z' } };
    const objects = withLeaving(pod => ({
      ...pod,
      status: {
        ...pod.status,
        containerStatuses: pod.status?.containerStatuses?.map(one => ({
          ...one,
          state,
        })),
      },
    }));
    expect(findStuckTerminating(around(objects))).toEqual([]);
  });

  it('is stuck when something was heard long after its time', () => {
    expect(
      findStuckTerminating(around(withoutFinalizer('2026-11-22T03:20:00Z'))),
    ).toHaveLength(1);
  });

  it('is on its way within its time', () => {
    expect(
      findStuckTerminating(around(withoutFinalizer('2026-11-22T03:24:14Z'))),
    ).toEqual([]);
  });
});
