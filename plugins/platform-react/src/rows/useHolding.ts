import { useMemo, useState, type FocusEvent } from 'react';

/** For the element around rows: tells when the pointer or the focus is among them. */
export interface HoldHandlers {
  readonly onMouseEnter: () => void;
  readonly onMouseLeave: () => void;
  readonly onFocus: () => void;
  readonly onBlur: (event: FocusEvent) => void;
}

/** Whether somebody points at a row or has the focus in one; either holds by itself. */
export function useHolding(): { held: boolean; handlers: HoldHandlers } {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const handlers = useMemo(
    () => ({
      onMouseEnter: () => setPointed(true),
      onMouseLeave: () => setPointed(false),
      onFocus: () => setFocused(true),
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent) =>
        setFocused(currentTarget.contains(relatedTarget)),
    }),
    [],
  );
  return { held: pointed || focused, handlers };
}
