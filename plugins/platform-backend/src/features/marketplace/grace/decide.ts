import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import type { KubeObject } from '@pilothouse/plugin-platform-node';
import { preconditionOf } from '../../../kube/write';
import { announcedOn } from './pending';

/** What is to be done about a deletion whose time has come. */
export type Decision =
  | { readonly kind: 'delete'; readonly uid: string; readonly version: string }
  /** There is nothing to be done any more. */
  | { readonly kind: 'forget'; readonly because: 'gone' | 'undone' }
  /** It was due so long ago that nobody expects it any more. */
  | { readonly kind: 'late' }
  /** The object says that it is to live longer. */
  | { readonly kind: 'wait' };

/** For how many days a deletion that is due is tried. */
export const mostDaysLate = 7;

/** Whether what was due then is too late to be carried out. */
export function isTooLate(due: Date, now: Date): boolean {
  return now.getTime() - due.getTime() > mostDaysLate * 24 * 60 * 60_000;
}

/**
 * Decides about a deletion that somebody asked for. The object has the last word: it must be
 * the one that was meant, and still say that it is to be deleted by that order.
 *
 * @param object - as it is now; undefined when it is gone
 */
export function decideDeletion(
  order: { readonly id: string; readonly uid: string },
  object: KubeObject | undefined,
  now: Date,
): Decision {
  const { uid, deletionTimestamp } = object?.metadata ?? {};
  if (!object || uid !== order.uid || deletionTimestamp) {
    return { kind: 'forget', because: 'gone' };
  }
  const announced = announcedOn(object);
  if (announced?.order !== order.id) {
    return { kind: 'forget', because: 'undone' };
  }
  const due = new Date(announced.at);
  if (due > now) return { kind: 'wait' };
  if (isTooLate(due, now)) return { kind: 'late' };
  const { resourceVersion: version } = preconditionOf(object);
  return { kind: 'delete', uid, version };
}

/** What a deletion takes, by names, and the kinds of which there may be more. */
export interface Loss {
  readonly lost: readonly string[];
  readonly unknown: readonly string[];
}

/**
 * @param seen - the loss when it was asked for; missing where nobody knows any more
 * @throws NotAllowedError where more would be lost by now
 * @throws ServiceUnavailableError where that is not known at present
 */
export function assertNoMoreLost(seen: Loss | undefined, now: Loss): void {
  const isMore = !seen || now.lost.some(each => !seen.lost.includes(each));
  if (isMore) {
    throw new NotAllowedError(
      'What is lost with it is no longer what was looked at when its deletion was asked for; look again, and ask again',
    );
  }
  const hidden = now.unknown.filter(kind => !seen.unknown.includes(kind));
  if (hidden.length > 0) {
    throw new ServiceUnavailableError(
      `It is not known at present whether more would be lost with it: of ${hidden.join(
        ', ',
      )}, not all is seen`,
    );
  }
}
