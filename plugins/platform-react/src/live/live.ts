import { notKnownYet } from '@pilothouse/plugin-platform-common';

/** What is known of a live value, and how well. */
export type Live<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'current'; readonly value: T }
  | {
      readonly kind: 'stale';
      readonly value: T;
      /** When it was last known to be true, in ISO 8601. */
      readonly since: string;
      readonly because: Error;
    }
  | { readonly kind: 'failed'; readonly because: Error };

/** The same value when it can no longer be followed; the date does not move. */
export function lost<T>(live: Live<T>, since: string, because: Error): Live<T> {
  switch (live.kind) {
    case 'current':
      return { kind: 'stale', value: live.value, since, because };
    case 'stale':
      return { ...live, because };
    default:
      return { kind: 'failed', because };
  }
}

/** What does not exist for the person, or may not, must not stay on their screen. */
const final = ['NotFoundError', 'NotAllowedError', notKnownYet];

/** The same value when the portal says that the view cannot be had. */
export function failed<T>(
  live: Live<T>,
  since: string,
  because: Error,
): Live<T> {
  return final.includes(because.name)
    ? { kind: 'failed', because }
    : lost(live, since, because);
}
