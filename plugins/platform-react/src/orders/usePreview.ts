import { toError } from '@backstage/errors';
import { useEffect, useRef, useState } from 'react';

/** What is known of the effect of an order. */
export type PreviewState<P> =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'known'; readonly preview: P }
  | { readonly kind: 'failed'; readonly because: Error };

/** How long one may go on typing before the cluster is asked. */
const typingMs = 300;

/**
 * Asks what an order would do, anew when the order or the attempt is another.
 *
 * @param ask - Asked as it is by then; another function alone is no reason to ask anew.
 * @param order - What is wanted, as JSON can carry it; undefined while there is nothing to ask.
 * @param attempt - Tells one look from another at the same order.
 */
export function usePreview<R, P>(
  ask: (order: R, options: { signal: AbortSignal }) => Promise<P>,
  order: R | undefined,
  attempt: number | string,
): PreviewState<P> {
  const [answer, setAnswer] = useState<{
    of: string;
    state: PreviewState<P>;
  }>();
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  const asked = order && JSON.stringify([attempt, order]);
  useEffect(() => {
    if (asked === undefined) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const tell = (state: PreviewState<P>) =>
      !signal.aborted && setAnswer({ of: asked, state });
    const timer = setTimeout(() => {
      const [, wanted]: [unknown, R] = JSON.parse(asked);
      latest.current(wanted, { signal }).then(
        preview => tell({ kind: 'known', preview }),
        error => tell({ kind: 'failed', because: toError(error) }),
      );
    }, typingMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [asked]);
  if (asked === undefined) return { kind: 'none' };
  return answer?.of === asked ? answer.state : { kind: 'asking' };
}
