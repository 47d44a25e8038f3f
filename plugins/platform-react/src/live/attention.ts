/**
 * Tells when the tab is hidden, now or later, and when somebody looks at it again or its network has
 * come back.
 *
 * @returns how to end that
 */
export function watchAttention(on: {
  hidden: () => void;
  back: () => void;
}): () => void {
  const hidden = () => document.visibilityState === 'hidden';
  const visibility = () => (hidden() ? on.hidden() : on.back());
  const online = () => (hidden() ? undefined : on.back());
  if (hidden()) {
    on.hidden();
  }
  document.addEventListener('visibilitychange', visibility);
  window.addEventListener('online', online);
  return () => {
    document.removeEventListener('visibilitychange', visibility);
    window.removeEventListener('online', online);
  };
}
