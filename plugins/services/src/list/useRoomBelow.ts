import { useLayoutEffect, useState } from 'react';

const leastPx = 320;
const marginPx = 24;

/** How high an element may be so that it ends with the window, however high what is above. */
export function useRoomBelow(root: {
  readonly current: HTMLElement | null;
}): number | undefined {
  const [height, setHeight] = useState<number>();
  useLayoutEffect(() => {
    const measure = () => {
      if (root.current) {
        const top = root.current.getBoundingClientRect().top + window.scrollY;
        setHeight(Math.max(leastPx, window.innerHeight - top - marginPx));
      }
    };
    measure();
    // Whatever moves the element changes the height of the page.
    const observer =
      typeof ResizeObserver === 'undefined'
        ? undefined
        : new ResizeObserver(measure);
    observer?.observe(document.body);
    window.addEventListener('resize', measure);
    return () => {
      observer?.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [root]);
  return height;
}
