import type { ChangePreview } from '@pilothouse/plugin-platform-common';
import type { PreviewState } from '@pilothouse/plugin-platform-react';
import { readinessOf } from './readiness';

const known = (
  preview: Partial<ChangePreview>,
): PreviewState<ChangePreview> => ({
  kind: 'known',
  preview: {
    precondition: { uid: 'u', resourceVersion: '1' },
    diffs: [],
    conflicts: [],
    notes: [],
    ...preview,
  },
});
const conflicts = [{ field: 'spec.replicas', manager: 'helm' }];

it.each([
  ['nothing is meant yet', {}, { kind: 'none' as const }, false, 'no-change'],
  ['it is being asked', {}, { kind: 'asking' as const }, false, 'waiting'],
  [
    'it cannot be asked',
    {},
    { kind: 'failed' as const, because: new Error('no') },
    false,
    'failed',
  ],
  ['nothing is in the way', {}, known({}), false, 'ready'],
  [
    'it would change nothing',
    {},
    known({ notes: [{ kind: 'unchanged' }] }),
    false,
    'unchanged',
  ],
  ['another owns the field', {}, known({ conflicts }), false, 'take-over'],
  ['one has taken it over', {}, known({ conflicts }), true, 'ready'],
  [
    'git keeps the field',
    { managedBy: 'argo-cd' as const },
    known({ conflicts }),
    false,
    'in-git',
  ],
  [
    'the preview says that git keeps it',
    {},
    known({ conflicts, notes: [{ kind: 'kept-by-git', by: 'flux' }] }),
    false,
    'in-git',
  ],
])('when %s', (_, placement, state, takeOver, expected) => {
  expect(readinessOf(placement, state, takeOver)).toBe(expected);
});
