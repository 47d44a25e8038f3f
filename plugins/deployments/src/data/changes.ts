import type {
  ChangeOrder,
  ChangePreview,
  ChangeRequest,
} from '@pilothouse/plugin-platform-common';

/** How changes are previewed and made; the portal's backend does both. */
export interface Changes {
  readonly preview: (
    request: ChangeRequest,
    options: { signal: AbortSignal },
  ) => Promise<ChangePreview>;
  readonly apply: (order: ChangeOrder) => Promise<unknown>;
}
