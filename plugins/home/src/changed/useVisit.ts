import { useEffect, useRef, useState } from 'react';
import { useStored } from '../stored/useStored';
import type { NewsFrom, Seen } from './seen';
import { lookedAt, newsFrom, readVisit, visitAt, type Visit } from './visit';

/** Since when changes are news to a person. */
export interface News {
  readonly from: NewsFrom;
  /** Nothing is known of a visit before this one. */
  readonly isFirst: boolean;
  /** Nothing is known of an earlier look, neither of this visit nor of one before. */
  readonly isFirstLook: boolean;
  /** Takes all that has happened until now as seen. */
  readonly markSeen: () => void;
}

const now = () => new Date().toISOString();

/**
 * Remembers when a person was here last, and tells since when changes are news; undefined
 * until that is known.
 *
 * @param shown - the changes that are there to be seen
 */
export function useVisit(shown: Seen): News | undefined {
  const [stored, save] = useStored('visit', readVisit);
  const [visit, setVisit] = useState<Visit>();
  const [isFirstLook, setFirstLook] = useState(false);
  const latest = useRef<Visit>();
  const shownNow = useRef(shown);
  shownNow.current = shown;

  useEffect(() => {
    if (stored && !latest.current) {
      const begun = visitAt(now(), stored, shownNow.current);
      latest.current = begun;
      setVisit(begun);
      setFirstLook(stored.lastSeen === undefined);
      save({ ...begun });
    }
  }, [stored, save]);

  useEffect(() => {
    const leave = () => {
      if (latest.current) {
        latest.current = lookedAt(now(), latest.current, shownNow.current);
        save({ ...latest.current });
      }
    };
    const hide = () => document.visibilityState === 'hidden' && leave();
    document.addEventListener('visibilitychange', hide);
    return () => {
      document.removeEventListener('visibilitychange', hide);
      leave();
    };
  }, [save]);

  return (
    visit && {
      from: newsFrom(visit.lastSeen ?? now(), visit),
      isFirst: visit.before === undefined,
      isFirstLook,
      markSeen: () => {
        const looked = lookedAt(now(), visit, shownNow.current);
        const seen = {
          ...looked,
          before: looked.lastSeen,
          seenBefore: looked.seen,
        };
        latest.current = seen;
        setVisit(seen);
        save(seen);
      },
    }
  );
}
