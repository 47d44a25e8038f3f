import { toError } from '@backstage/errors';
import type {
  ChangePreview,
  ChangeRequest,
} from '@pilothouse/plugin-platform-common';
import { useEffect, useState } from 'react';
import type { Changes } from '../data/changes';

/** What is known of the effect of a change. */
export type PreviewState =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'known'; readonly preview: ChangePreview }
  | { readonly kind: 'failed'; readonly because: Error };

/** How long one may go on typing before the cluster is asked. */
const typingMs = 250;

/** Asks what a change would do, anew when the change or the attempt is another. */
export function usePreview(
  changes: Changes,
  request: ChangeRequest | undefined,
  attempt: number,
): PreviewState {
  const [answer, setAnswer] = useState<{ of: string; state: PreviewState }>();
  const asked = request && JSON.stringify([attempt, request]);
  useEffect(() => {
    if (asked === undefined) {
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    const tell = (state: PreviewState) =>
      !signal.aborted && setAnswer({ of: asked, state });
    const timer = setTimeout(() => {
      const [, wanted]: [number, ChangeRequest] = JSON.parse(asked);
      changes.preview(wanted, { signal }).then(
        preview => tell({ kind: 'known', preview }),
        error => tell({ kind: 'failed', because: toError(error) }),
      );
    }, typingMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [asked, changes]);
  if (asked === undefined) {
    return { kind: 'none' };
  }
  return answer?.of === asked ? answer.state : { kind: 'asking' };
}
