import { CustomErrorBase } from '@backstage/errors';
import { notKnownYet } from '@pilothouse/plugin-platform-common';

/** It cannot be said yet what somebody may see, as little as that it is nothing. */
export class NotKnownYetError extends CustomErrorBase {
  readonly name = notKnownYet;
  /** For those who answer with HTTP and do not know this class. */
  readonly statusCode = 503;
}
