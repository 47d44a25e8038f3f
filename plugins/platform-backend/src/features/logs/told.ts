import type { LogGapReason } from '@pilothouse/plugin-platform-common';

/** What is told of one container. */
export type Told =
  | { readonly kind: 'line'; readonly at: string; readonly text: string }
  | {
      readonly kind: 'gap';
      readonly at: string;
      readonly because: LogGapReason;
      readonly lines?: number;
      readonly detail?: string;
    }
  | {
      readonly kind: 'ended';
      readonly at: string;
      readonly exitCode?: number;
      readonly reason?: string;
    };
