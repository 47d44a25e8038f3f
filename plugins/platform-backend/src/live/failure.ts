import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { errorBody, isOurFault, toWireError } from '../http/errors';
import type { ToldError } from './Topic';

const request = { method: 'POST', url: '/api/platform/live' };

/** Logs what is the portal's own fault, and returns what the browser is told of an error. */
export function liveFailure(
  logger: LoggerService,
): (error: unknown) => ToldError {
  return error => {
    const wire = toWireError(error, request);
    if (isOurFault(wire)) {
      logger.error('A live view failed', toError(error));
    }
    return errorBody(wire).error;
  };
}
