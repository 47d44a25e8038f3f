const finalNames = new Set([
  'InputError',
  'NotAllowedError',
  'NotFoundError',
  // The same, when the stream itself tells them.
  'BAD_REQUEST',
  'FORBIDDEN',
  'NOT_FOUND',
]);

/** Whether trying again by itself cannot help. */
export function isFinal(error: Error): boolean {
  return namesOf(error).some(name => finalNames.has(name));
}

/** Whether what is asked for does not exist for the person. */
export function isGone(error: Error): boolean {
  return namesOf(error).some(name => /^not_?found/i.test(name));
}

function namesOf(error: Error): string[] {
  const { cause } = error;
  const code = 'code' in error ? String(error.code) : '';
  return [error.name, code, cause instanceof Error ? cause.name : ''];
}
