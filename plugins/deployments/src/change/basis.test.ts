import type { PlacementDetail } from '@pilothouse/plugin-platform-common';
import { failing, pod, revision } from '../__testUtils__/fixtures';
import { basisOf } from './basis';

const before = failing();

it.each<[string, Partial<PlacementDetail>, boolean]>([
  ['another scaled it', { replicas: { ...before.replicas, desired: 7 } }, true],
  [
    'another release came',
    { revisions: [revision(4, { current: true }), revision(3)] },
    true,
  ],
  ['it was made anew', { uid: 'another' }, true],
  [
    'its autoscaler got other bounds',
    { autoscaler: { ...before.autoscaler!, max: 9 } },
    true,
  ],
  ['git came to keep it', { managedBy: 'argo-cd' }, true],
  [
    'a pod became ready',
    { replicas: { ...before.replicas, ready: 4 }, pods: [pod('a')] },
    false,
  ],
  ['it got better', { status: 'healthy', causes: [] }, false],
])('once %s, the effect of a change may differ', (_, now, differs) => {
  expect(basisOf({ ...before, ...now }) !== basisOf(before)).toBe(differs);
});
