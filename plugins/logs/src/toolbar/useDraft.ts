import { useEffect, useRef, useState } from 'react';

/** How long nothing is typed before it is taken, in ms. */
const restMs = 200;

/**
 * What somebody types: shown at once, taken when they rest. What an input method has not
 * finished is not taken.
 *
 * @param value - what was taken; when something else changes it, the draft follows
 */
export function useDraft(value: string, take: (value: string) => void) {
  const [draft, setDraft] = useState(value);
  const [seen, setSeen] = useState(value);
  const [taken, setTaken] = useState(value);
  const [composing, setComposing] = useState(false);
  if (value !== seen) {
    setSeen(value);
    if (value !== taken) {
      setTaken(value);
      setDraft(value);
    }
  }
  // A page that is drawn anew with every line must not begin the rest anew.
  const taker = useRef(take);
  taker.current = take;
  const isNews = draft !== taken && !composing;
  useEffect(() => {
    if (!isNews) {
      return undefined;
    }
    const timer = setTimeout(() => {
      setTaken(draft);
      taker.current(draft);
    }, restMs);
    return () => clearTimeout(timer);
  }, [isNews, draft]);
  return {
    draft,
    setDraft,
    /** Takes it without a rest. */
    takeNow(text: string) {
      setDraft(text);
      setTaken(text);
      if (text !== value) {
        take(text);
      }
    },
    compose: {
      onCompositionStart: () => setComposing(true),
      onCompositionEnd: () => setComposing(false),
    },
  };
}
