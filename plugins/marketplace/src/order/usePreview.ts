import { toError } from '@backstage/errors';
import type {
  OrderPreview,
  OrderRequest,
} from '@pilothouse/plugin-platform-common';
import { usePlatformClient } from '@pilothouse/plugin-platform-react';
import { useEffect, useState } from 'react';

/** What is known of the effect of an order. */
export type PreviewState =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'known'; readonly preview: OrderPreview }
  | { readonly kind: 'failed'; readonly because: Error };

/** How long one may go on typing before the cluster is asked. */
const typingMs = 400;

/** Asks what an order would do, anew when the order or the attempt is another. */
export function usePreview(
  request: OrderRequest | undefined,
  attempt: number,
): PreviewState {
  const client = usePlatformClient();
  const [answer, setAnswer] = useState<{ of: string; state: PreviewState }>();
  const asked = request && JSON.stringify([attempt, request]);
  useEffect(() => {
    if (asked === undefined) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const tell = (state: PreviewState) =>
      !signal.aborted && setAnswer({ of: asked, state });
    const timer = setTimeout(() => {
      const [, wanted]: [number, OrderRequest] = JSON.parse(asked);
      client.marketplace.preview(wanted, { signal }).then(
        preview => tell({ kind: 'known', preview }),
        error => tell({ kind: 'failed', because: toError(error) }),
      );
    }, typingMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [asked, client]);
  if (asked === undefined) return { kind: 'none' };
  return answer?.of === asked ? answer.state : { kind: 'asking' };
}
