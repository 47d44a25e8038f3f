import type { Place } from '../service/places';
import type { Whole } from './Deletions';
import { doomedOf } from './doomed';
import { keptItems } from './look';
import type { Subject } from './subject';

/**
 * An application with all that belongs to it, which is nothing in clusters: namespaces are
 * its team's.
 *
 * @param places - namespaces of the team
 */
export function wholeApplication(
  subject: Subject,
  places: readonly Place[],
): Whole {
  const nothing = { places: [], credentials: [] };
  const at = { ...nothing, hasRegistry: false, hasWebhook: false };
  return {
    subject,
    things: doomedOf(subject, at),
    places: [],
    kept: keptItems(places),
    unknown: [],
  };
}
