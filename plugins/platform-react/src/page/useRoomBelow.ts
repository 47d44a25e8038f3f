import { useLayoutEffect, useState } from 'react';

const marginPx = 24;

/**
 * How high an element may be so that it ends with the window, in pixels; undefined until it
 * is drawn. What comes and goes above it, or scrolls it, is reckoned with.
 */
export function useRoomBelow(
  root: { readonly current: HTMLElement | null },
  leastPx: number,
): number | undefined {
  const [height, setHeight] = useState<number>();
  useLayoutEffect(() => {
    const element = root.current;
    if (!element) {
      return undefined;
    }
    const measure = () =>
      setHeight(
        Math.max(leastPx, window.innerHeight - topOf(element) - marginPx),
      );
    measure();
    // Whatever moves the element changes the height of something around it.
    const observer =
      typeof ResizeObserver === 'undefined'
        ? undefined
        : new ResizeObserver(measure);
    around(element).forEach(each => observer?.observe(each));
    window.addEventListener('resize', measure);
    return () => {
      observer?.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [root, leastPx]);
  return height;
}

/** Where the element begins while nothing is scrolled. */
function topOf(element: HTMLElement): number {
  const scrolled = around(element).reduce(
    (sum, { scrollTop }) => sum + scrollTop,
    0,
  );
  return element.getBoundingClientRect().top + scrolled;
}

/** Every element that the given one is in. */
function around(element: HTMLElement): HTMLElement[] {
  const parent = element.parentElement;
  return parent ? [parent, ...around(parent)] : [];
}
