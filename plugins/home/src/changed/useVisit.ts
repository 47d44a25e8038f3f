import { useEffect, useRef, useState } from 'react';
import { useStored } from '../stored/useStored';
import type { Sight, There } from './gone';
import type { NewsFrom, Seen } from './seen';
import {
  allSeen,
  lookedAt,
  newsFrom,
  readVisit,
  visitAt,
  type Visit,
} from './visit';

/** Since when changes are news to a person. */
export interface News {
  readonly from: NewsFrom;
  /** What was there by then. */
  readonly thereBefore: There;
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
 * @param sight - the workloads that are
 */
export function useVisit(shown: Seen, sight: Sight): News | undefined {
  const [stored, save] = useStored('visit', readVisit);
  const [visit, setVisit] = useState<Visit>();
  const [isFirstLook, setFirstLook] = useState(false);
  const latest = useRef<Visit>();
  const look = useRef([shown, sight] as const);
  look.current = [shown, sight];

  useEffect(() => {
    if (stored && !latest.current) {
      const begun = visitAt(now(), stored, ...look.current);
      latest.current = begun;
      setVisit(begun);
      setFirstLook(stored.lastSeen === undefined);
      save({ ...begun });
    }
  }, [stored, save]);

  useEffect(() => {
    const leave = () => {
      if (latest.current) {
        latest.current = lookedAt(now(), latest.current, ...look.current);
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
      thereBefore: visit.thereBefore ?? {},
      isFirst: visit.before === undefined,
      isFirstLook,
      markSeen: () => {
        const seen = allSeen(lookedAt(now(), visit, ...look.current));
        latest.current = seen;
        setVisit(seen);
        save({ ...seen });
      },
    }
  );
}
