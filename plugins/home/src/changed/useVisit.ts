import { useEffect, useRef, useState } from 'react';
import { useStored } from '../stored/useStored';
import { newsSince, readVisit, visitAt, type Visit } from './visit';

/** Since when changes are news to a person. */
export interface News {
  readonly since: string;
  /** Nothing is known of a visit before this one. */
  readonly isFirst: boolean;
  /** Takes all that has happened until now as seen. */
  readonly markSeen: () => void;
}

const now = () => new Date().toISOString();

/**
 * Remembers when a person was here last, and tells since when changes are news; undefined
 * until that is known.
 */
export function useVisit(): News | undefined {
  const [stored, save] = useStored('visit', readVisit);
  const [visit, setVisit] = useState<Visit>();
  const latest = useRef<Visit>();

  useEffect(() => {
    if (stored && !latest.current) {
      const begun = visitAt(now(), stored);
      latest.current = begun;
      setVisit(begun);
      save({ ...begun });
    }
  }, [stored, save]);

  useEffect(() => {
    const leave = () => {
      if (latest.current && document.visibilityState === 'hidden') {
        latest.current = { ...latest.current, lastSeen: now() };
        save({ ...latest.current });
      }
    };
    document.addEventListener('visibilitychange', leave);
    return () => document.removeEventListener('visibilitychange', leave);
  }, [save]);

  return (
    visit && {
      since: newsSince(visit.lastSeen ?? now(), visit),
      isFirst: visit.before === undefined,
      markSeen: () => {
        const seen = { before: now(), lastSeen: now() };
        latest.current = seen;
        setVisit(seen);
        save(seen);
      },
    }
  );
}
