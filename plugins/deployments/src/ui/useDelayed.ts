import { useEffect, useState } from 'react';

/** Whether so much time has passed since it was first shown: what is quick does not flash. */
export function useDelayed(afterMs: number): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), afterMs);
    return () => clearTimeout(timer);
  }, [afterMs]);
  return passed;
}
