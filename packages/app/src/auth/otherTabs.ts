const key = 'pilothouse.signedOutAt';

/** Tells the other tabs of this browser that the person has signed out. */
export function tellSignedOut(now: number): void {
  localStorage.setItem(key, String(now));
}

/**
 * Calls back once the person signs out in another tab. A browser tells of what is stored
 * to every tab but the one that stored it (HTML, section 12.2.1).
 *
 * @returns stops listening
 */
export function whenSignedOutElsewhere(callback: () => void): () => void {
  const listen = (event: StorageEvent) => {
    if (event.key === key && event.newValue !== null) {
      callback();
    }
  };
  window.addEventListener('storage', listen);
  return () => window.removeEventListener('storage', listen);
}
