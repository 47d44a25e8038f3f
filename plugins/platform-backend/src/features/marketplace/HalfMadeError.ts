import { CustomErrorBase } from '@backstage/errors';
import { halfMade } from '@pilothouse/plugin-platform-common';

/** An order was carried out in part: doing it again does not do the rest. */
export class HalfMadeError extends CustomErrorBase {
  readonly name = halfMade;
  /** For those who answer with HTTP and do not know this class. */
  readonly statusCode = 503;
}
