import type {
  DeletionItem,
  DeletionPlan,
  DeletionRefusal,
} from '@pilothouse/plugin-platform-common';
import { absoluteTime, formatList } from '@pilothouse/plugin-platform-react';
import type { Reader } from '../language/translate';

/** Why a service cannot be deleted, in the reader's language. */
export function refusalText(
  { about, reason }: DeletionRefusal,
  { language, t }: Reader,
): string {
  const [first = ''] = about;
  const all = formatList(about, language);
  return t(`deletion.refused.${reason}`, { first, all });
}

/** All that is in the way of a deletion, each thing once. */
export function againstTexts(plan: DeletionPlan, reader: Reader): string[] {
  const unknown = plan.items
    .filter(({ found, lastSeen }) => found === 'unknown' && !lastSeen)
    .map(item => unknownText(item, plan.name, reader));
  const refused = plan.refusals.map(refusal => refusalText(refusal, reader));
  return [...new Set([...refused, ...unknown])];
}

function unknownText(
  { because = '', name, part, silentSince, where }: DeletionItem,
  service: string,
  { language, t }: Reader,
): string {
  if (silentSince) {
    const since = absoluteTime(Date.parse(silentSince), language);
    return t('deletion.silent', { cluster: where, name: service, since });
  }
  return t('deletion.notKnown', {
    part: t(`deletion.part.${part}`),
    name: where ? `${where}/${name}` : name,
    because,
  });
}

/** Clusters that are not heard, in which nothing of it was last: one has to want it all the same. */
export function unheardTexts(
  { items, name }: DeletionPlan,
  { language, t }: Reader,
): string[] {
  return items.flatMap(({ lastSeen, silentSince, where }) => {
    if (!lastSeen || !silentSince) return [];
    const since = absoluteTime(Date.parse(silentSince), language);
    return [t('deletion.lastSeenNothing', { cluster: where, name, since })];
  });
}
