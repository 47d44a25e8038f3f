import { isError } from '@backstage/errors';

/** Whether the backend answered that the person may not do this. */
export function isNotAllowed(error: Error): boolean {
  return (
    error.name === 'NotAllowedError' ||
    (isError(error.cause) && error.cause.name === 'NotAllowedError')
  );
}

/** What the backend said; for other errors, their own message. */
export function messageOf(error: Error): string {
  return isError(error.cause) && error.cause.message
    ? error.cause.message
    : error.message;
}
