const signedOutKey = 'pilothouse.signedOut';
const attemptKey = 'pilothouse.signInAttempt';

/** What a tab remembers of signing in and out, for as long as it is open. */
export const signInMemory = {
  /** Whether the person has signed out in this tab and not come back. */
  signedOut: () => sessionStorage.getItem(signedOutKey) !== null,
  /** Notes that the person signed out on purpose. */
  noteSignedOut() {
    sessionStorage.setItem(signedOutKey, 'yes');
    sessionStorage.removeItem(attemptKey);
  },
  /** When this tab last went to the user center, in ms since the epoch. */
  lastAttempt(): number | undefined {
    const noted = Number(sessionStorage.getItem(attemptKey) ?? NaN);
    return Number.isFinite(noted) ? noted : undefined;
  },
  /** Notes that this tab goes to the user center now. */
  noteAttempt(now: number) {
    sessionStorage.removeItem(signedOutKey);
    sessionStorage.setItem(attemptKey, String(now));
  },
  /** Notes that the person is in. */
  noteEntered() {
    sessionStorage.removeItem(signedOutKey);
    sessionStorage.removeItem(attemptKey);
  },
};
