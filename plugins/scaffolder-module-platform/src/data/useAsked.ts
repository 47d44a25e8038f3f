import { useApiHolder } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useRef, useState } from 'react';
import { creationClient, type CreationClient } from './client';

/** What has become of a question. */
export type Asked<T> =
  | { readonly kind: 'nothing-asked' }
  /** `late`: so long that one has to be told for what. */
  | { readonly kind: 'waiting'; readonly late: boolean }
  | { readonly kind: 'told'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: Error };

const lateMs = 4_000;

interface Answered<T> {
  readonly key: string;
  readonly asked: Asked<T>;
}

/**
 * Asks a question anew whenever its key changes; earlier ones are ended and forgotten.
 *
 * @param key - undefined while there is nothing to ask
 * @param options - how long is waited, in milliseconds, for a key that still changes
 */
export function useAsked<T>(
  key: string | undefined,
  ask: (client: CreationClient) => Promise<T>,
  options: { readonly pauseMs?: number } = {},
): { readonly asked: Asked<T>; readonly again: () => void } {
  const apis = useApiHolder();
  const { pauseMs = 0 } = options;
  const [round, setRound] = useState(0);
  const [answered, setAnswered] = useState<Answered<T>>();
  const [lateKey, setLateKey] = useState<string>();
  // The key says all that the question depends on.
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    if (key === undefined) return undefined;
    const stale = new AbortController();
    const settle = (asked: Asked<T>) => {
      if (!stale.signal.aborted) setAnswered({ key, asked });
    };
    const timer = setTimeout(() => {
      latest.current(creationClient(apis, stale.signal)).then(
        value => settle({ kind: 'told', value }),
        (error: Error) => settle({ kind: 'failed', error }),
      );
    }, pauseMs);
    const late = setTimeout(() => setLateKey(key), pauseMs + lateMs);
    return () => {
      stale.abort();
      clearTimeout(timer);
      clearTimeout(late);
      setLateKey(undefined);
    };
  }, [key, round, apis, pauseMs]);
  const again = useCallback(() => {
    setAnswered(undefined);
    setRound(known => known + 1);
  }, []);
  if (key === undefined) return { asked: { kind: 'nothing-asked' }, again };
  return {
    asked:
      answered?.key === key
        ? answered.asked
        : { kind: 'waiting', late: lateKey === key },
    again,
  };
}
