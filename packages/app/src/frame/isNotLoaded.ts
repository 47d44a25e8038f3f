/**
 * Whether a part of the portal's own program could not be fetched, as after an update of
 * the portal, whoever tells of it and in whichever sentence.
 */
export function isNotLoaded(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false;
  }
  const { name, message, cause } = error;
  return (
    name === 'ChunkLoadError' ||
    /(^|caused by (\w+: )?)Loading (CSS )?chunk \S+ failed/.test(message) ||
    isNotLoaded(cause)
  );
}
