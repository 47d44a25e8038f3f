import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { newsAfter, type NumberedRow } from './news';

/** How long rows are measured anew after the window was resized. */
const settlingMs = 1_000;

/** A list of which only rows in sight are drawn, as far as it is moved here. */
export interface ScrolledList {
  readonly scrollSize: number;
  readonly viewportSize: number;
  scrollBy(offset: number): void;
  scrollToIndex(index: number, options: { align: 'end' }): void;
}

/** How near to its end a list counts as at its end, in pixels. */
const nearPx = 24;
/** What a person does moves the list within that time, in ms. */
const handMs = 700;

/**
 * Keeps a list at its end until the person leaves it, and again when they come back.
 *
 * @param shown - its rows, and whether some have just left from the beginning, and only that
 */
export function useFollow<L extends ScrolledList>(shown: {
  readonly rows: readonly NumberedRow[];
  readonly shifted: boolean;
}) {
  const list = useRef<L>(null);
  const [following, setFollowing] = useState(true);
  const [last, setLast] = useState<number>();
  const touched = useRef(-Infinity);
  const { rows, shifted } = shown;

  const follow = useCallback(
    (wanted: boolean) => {
      setFollowing(wanted);
      setLast(rows.at(-1)?.seq);
    },
    [rows],
  );

  const toEnd = useCallback(() => {
    if (rows.length > 0) {
      list.current?.scrollToIndex(rows.length - 1, { align: 'end' });
    }
  }, [rows]);

  useLayoutEffect(() => {
    if (following && !shifted) {
      toEnd();
    }
  }, [following, shifted, shown, toEnd]);

  const kept = useRef<() => void>();
  kept.current = following ? toEnd : undefined;
  const frame = useRef<number>();
  const resizedAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const note = () => {
      resizedAt.current = performance.now();
    };
    window.addEventListener('resize', note);
    return () => {
      window.removeEventListener('resize', note);
      cancelAnimationFrame(frame.current ?? 0);
    };
  }, []);

  // A list that was resized draws the rows that it drew before until it hears of being scrolled.
  // At its end it may not move by that, so that it never would, and stays blank.
  const settle = () => {
    frame.current ??= requestAnimationFrame(() => {
      frame.current = undefined;
      if (!kept.current) return;
      list.current?.scrollBy(-1);
      kept.current();
    });
  };

  // Rows that are taller than thought move the end away after they were measured.
  const onResize = () => {
    if (!following) return;
    toEnd();
    // New rows change the size as well, many times a second.
    if (performance.now() - resizedAt.current < settlingMs) settle();
  };

  const onScroll = (offset: number) => {
    const { current } = list;
    if (!current || performance.now() - touched.current > handMs) {
      return;
    }
    const left = current.scrollSize - current.viewportSize - offset;
    const atEnd = left <= nearPx;
    if (atEnd !== following) {
      follow(atEnd);
    }
  };

  const onTouched = useCallback(() => {
    touched.current = performance.now();
  }, []);

  return {
    list,
    following,
    follow,
    /** Lines that have come since the person left the end, and are there to be read. */
    news: following ? 0 : newsAfter(rows, last),
    onScroll,
    onResize,
    onTouched,
  };
}
