import type {
  DeletionPlan,
  DeletionRefusal,
} from '@pilothouse/plugin-platform-common';
import type { Say } from '../language/translate';

/** Why a service cannot be deleted, in the reader's language. */
export function refusalText(
  { about, reason }: DeletionRefusal,
  t: Say,
): string {
  const [first = ''] = about;
  return t(`deletion.refused.${reason}`, { first, all: about.join(', ') });
}

/** All that is in the way of a deletion, each thing once. */
export function againstTexts(plan: DeletionPlan, t: Say): string[] {
  const unknown = plan.items
    .filter(({ found }) => found === 'unknown')
    .map(({ because = '', name, where }) =>
      t('deletion.notKnown', { name, where, because }),
    );
  const refused = plan.refusals.map(refusal => refusalText(refusal, t));
  return [...new Set([...refused, ...unknown])];
}
