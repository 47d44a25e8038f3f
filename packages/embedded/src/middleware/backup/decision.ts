/** What a server says of a backup; it may know of none, or not answer. */
export type Told<State> = State | 'unknown' | 'no-answer';

/** What is to be done for a backup. */
export type BackupDecision<Status> =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'status';
      readonly status: Status;
      readonly again: boolean;
    }
  /** Have the server begin; the status is written first. */
  | { readonly kind: 'begin'; readonly pod: string; readonly status: Status }
  /** Ask the server how far it is. */
  | { readonly kind: 'ask'; readonly pod: string };
