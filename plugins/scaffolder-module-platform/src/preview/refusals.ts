import type { ApiHolder } from '@backstage/frontend-plugin-api';
import type { PreviewRequest } from '@pilothouse/plugin-platform-common';
import { creationClient } from '../data/client';
import { checkTexts } from '../language/check-text';
import { readerWith } from '../language/translate';

/**
 * What is in the way of a service, in the reader's language. A preview that cannot be had is
 * in the way of nothing: the page tells it, and the steps look again in any case.
 */
export async function refusalsOf(
  apis: ApiHolder,
  request: PreviewRequest,
): Promise<string[]> {
  const checks = await creationClient(apis)
    .preview(request)
    .then(
      preview => preview.checks,
      () => [],
    );
  return checkTexts(checks, readerWith(apis));
}
