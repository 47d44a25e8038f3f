import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Revision } from '@pilothouse/plugin-platform-common';
import { deploymentsTranslationRef } from '../language/ref';
import { versionOf } from './revisions';

/** Says what a revision is called: its version where that is its own, else its number. */
export function useRevisionName(
  revisions: readonly Revision[],
): (revision: Revision) => string {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  return revision =>
    versionOf(revision, revisions) ??
    t('revision.numbered', { number: `${revision.revision}` });
}
