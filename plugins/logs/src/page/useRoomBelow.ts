import { useLayoutEffect, useRef, useState } from 'react';

const marginPx = 24;

/**
 * How much of the window is left below the top of an element, in pixels, so that it can
 * fill it.
 */
export function useRoomBelow(leastPx: number) {
  const element = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(leastPx);
  useLayoutEffect(() => {
    const measure = () => {
      const top = element.current?.getBoundingClientRect().top ?? 0;
      // A page that was scrolled down has room for the whole window.
      const left = window.innerHeight - Math.max(top, 0) - marginPx;
      setRoom(Math.max(leastPx, left));
    };
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, [leastPx]);
  return [element, room] as const;
}
