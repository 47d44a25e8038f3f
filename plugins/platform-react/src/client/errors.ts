import { isError } from '@backstage/errors';
import { notKnownYet } from '@pilothouse/plugin-platform-common';

/** Whether the backend answered that the person may not do this. */
export function isNotAllowed(error: Error): boolean {
  return isNamed(error, 'NotAllowedError');
}

/** Whether the backend answered that there is no such thing, or none that they may see. */
export function isNotFound(error: Error): boolean {
  return isNamed(error, 'NotFoundError');
}

/** Whether the backend answered that it does not know yet which groups the person is in. */
export function isNotKnownYet(error: Error): boolean {
  return isNamed(error, notKnownYet);
}

function isNamed(error: Error, name: string): boolean {
  return (
    error.name === name || (isError(error.cause) && error.cause.name === name)
  );
}

/** What the backend said; for other errors, their own message. */
export function messageOf(error: Error): string {
  return isError(error.cause) && error.cause.message
    ? error.cause.message
    : error.message;
}
